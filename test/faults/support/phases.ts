import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { opened, type Rehearsal } from './rehearsal.ts'
import { everywhere, existing, missing, type Target } from './targets.ts'

/** What can be seen of a run from outside. */
export type Sight = {
  /** The project's folder. */
  readonly dir: string
  printed(): string
  isOver(): boolean
}

/** A stretch of a creation that something can happen in. */
export type Phase = {
  readonly name: string
  readonly targets: readonly Target[]
  hasBegun(sight: Sight): boolean
  /** About how long it takes, in ms. */
  lasts(rehearsal: Rehearsal): number
}

// Both forms are read, that of --events and that for people.
const texts = {
  opened,
  planned: /"type":"plan"/,
  placed: /"type":"files"/,
  git: 'Start a git repository',
  install: 'Install the dependencies',
  commit: /Make the first commit|Stage the files/,
  tests: 'Run the tests',
  tested: /"type":"task\.end","id":"verify"|Run the tests {2}/,
} as const

/** Until the first byte is written. */
export const readingPhases: readonly Phase[] = [
  {
    name: 'while it starts up',
    targets: everywhere,
    hasBegun: () => true,
    lasts: ({ startUpMs }) => startUpMs,
  },
  between('while it asks the machine', texts.opened, texts.planned),
]

/** Until the files are in place. */
export const writingPhases: readonly Phase[] = [
  {
    name: 'while it writes its files',
    targets: everywhere,
    hasBegun: (sight) =>
      stageIn(sight) !== undefined || existsSync(join(sight.dir, '.create-app.json')),
    // One half of that time is for what comes after: the move, and the end of the stage.
    lasts: ({ when }) => (when(texts.placed) - when(texts.planned)) / 2,
  },
  {
    name: 'while it renames its folder',
    targets: missing,
    // The template's last file but one is there.
    hasBegun: (sight) =>
      existsSync(sight.dir) || existsSync(join(stageIn(sight) ?? '', 'files/stubborn.js')),
    lasts: () => 30,
  },
  {
    name: 'while it moves its files',
    targets: existing,
    hasBegun: (sight) => existsSync(join(stageIn(sight) ?? '', 'journal.json')),
    lasts: ({ when }) => (when(texts.placed) - when(texts.planned)) / 3,
  },
]

/** Until the end. */
export const taskPhases: readonly Phase[] = [
  between('in git init', texts.git, texts.install),
  between('in the install', texts.install, texts.commit),
  between('in the first commit', texts.commit, texts.tests),
  between('in the tests', texts.tests, texts.tested),
  {
    name: 'while it reports',
    targets: everywhere,
    hasBegun: ({ printed }) => printed().search(texts.tested) >= 0,
    lasts: () => 15,
  },
]

/** The tests of a project with a database: it starts, is filled, and stops in that time. */
export const databasePhase: Phase = {
  ...between('in the tests', texts.tests, texts.tested),
  lasts: () => 8000,
}

function between(name: string, first: string | RegExp, last: string | RegExp): Phase {
  return {
    name,
    targets: everywhere,
    hasBegun: ({ printed }) => printed().search(first) >= 0,
    lasts: ({ when }) => when(last) - when(first),
  }
}

/** The folder that the program writes to first: beside a target that is missing, in one that is there. */
function stageIn({ dir }: Sight): string | undefined {
  return [dir, dirname(dir)].flatMap(stagesIn)[0]
}

function stagesIn(parent: string): readonly string[] {
  if (!existsSync(parent)) return []
  const names = readdirSync(parent).filter((name) => name.startsWith('.create-app-'))
  return names.map((name) => join(parent, name))
}
