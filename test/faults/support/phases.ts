import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { opened, type Rehearsal } from './rehearsal.ts'
import { everywhere, existing, missing, type Target } from './targets.ts'

/** What is visible of a run from outside. */
export type Sight = {
  /** The project's folder. */
  readonly dir: string
  printed(): string
  isOver(): boolean
}

/** A period of a creation in which a fault can happen, at any point from 0 to 1. */
export type Phase = {
  readonly name: string
  readonly targets: readonly Target[]
  /** Whether the phase has started, or has reached the given point if that is visible. */
  isReached(sight: Sight, part: number, rehearsal: Rehearsal): boolean
  /** Its approximate duration in ms, if its points are not visible. */
  lasts(rehearsal: Rehearsal): number
}

// Matches both forms of output: --events and text.
const texts = {
  opened,
  planned: /"type":"plan"/,
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
    isReached: () => true,
    lasts: ({ startUpMs }) => startUpMs,
  },
  between('while it reads the machine', texts.opened, texts.planned),
]

/** Until the files are in place. */
export const writingPhases: readonly Phase[] = [
  {
    name: 'while it writes its files',
    targets: everywhere,
    isReached: (sight, part, rehearsal) => isWritten(sight, noteAt(part, rehearsal)),
    lasts: () => 0,
  },
  {
    name: 'while it renames its folder',
    targets: missing,
    isReached: (sight, _, rehearsal) => isWritten(sight, noteAt(1, rehearsal)),
    lasts: () => 30,
  },
  {
    name: 'while it moves its files',
    targets: existing,
    isReached: ({ dir }, part, rehearsal) => existsSync(join(dir, noteAt(part, rehearsal))),
    lasts: () => 0,
  },
  {
    name: 'while it removes its stage',
    targets: everywhere,
    isReached: ({ dir }, _, rehearsal) => existsSync(join(dir, noteAt(1, rehearsal))),
    lasts: () => 30,
  },
]

/** Until the end. */
export const taskPhases: readonly Phase[] = [
  between('during git init', texts.git, texts.install),
  between('during the install', texts.install, texts.commit),
  between('during the first commit', texts.commit, texts.tests),
  between('during the tests', texts.tests, texts.tested),
  {
    name: 'while it reports',
    targets: everywhere,
    isReached: ({ printed }) => printed().search(texts.tested) >= 0,
    lasts: () => 15,
  },
]

/** The tests of a project with a database, which starts, is filled and stops in that time. */
export const databasePhase: Phase = {
  ...between('during the tests', texts.tests, texts.tested),
  lasts: () => 8000,
}

function between(name: string, first: string | RegExp, last: string | RegExp): Phase {
  return {
    name,
    targets: everywhere,
    isReached: ({ printed }) => printed().search(first) >= 0,
    lasts: ({ when }) => when(last) - when(first),
  }
}

/** One of the template's notes, which create-app writes and moves in order. */
function noteAt(part: number, { files }: Rehearsal): string {
  const notes = Object.keys(files).filter((path) => /^notes\/.*\.txt$/.test(path))
  return notes.sort()[Math.round(part * (notes.length - 1))] ?? ''
}

/** Whether a file exists in a stage next to the target or in it, or in the target itself. */
function isWritten({ dir }: Sight, file: string): boolean {
  const stages = [dir, dirname(dir)].flatMap(stagesIn)
  return [dir, ...stages.map((stage) => join(stage, 'files'))].some((folder) =>
    existsSync(join(folder, file)),
  )
}

function stagesIn(parent: string): readonly string[] {
  if (!existsSync(parent)) return []
  const names = readdirSync(parent).filter((name) => name.startsWith('.create-app-'))
  return names.map((name) => join(parent, name))
}
