import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { RecordedBlueprint, RecordedName } from '../../model/record.ts'
import { type Warning, warningOf } from '../../model/warning.ts'
import { type Drift, type FileState, pathsIn } from '../../plan/change/drift.ts'
import { counted } from './dry-run.ts'
import { visible } from './failure.ts'
import { type Page, wrap } from './page.ts'

/** A project that was compared with its template. */
export type CheckedProject = {
  readonly dir: string
  /** The folder as the person types it. */
  readonly shown: string
  /** The template as the record names it, and in its newest version. */
  readonly made: RecordedName | undefined
  readonly newest: RecordedBlueprint | undefined
  readonly drift: Drift
  readonly warnings: readonly Warning[]
}

/** What a person reads of each state, the most urgent first. */
const titles: readonly (readonly [FileState, string])[] = [
  ['conflicting', 'In conflict: an update needs you to choose.'],
  ['missing', 'Missing: the template makes these files.'],
  ['behind', 'Behind: an update would change these files.'],
  ['changed', 'Changed by you: an update leaves these files as they are.'],
]

/** The files of each state but `as-made`, and what to do. */
export function printDrift({ shown, newest, drift, warnings }: CheckedProject, page: Page): string {
  const { columns, colours } = page
  const lists = titles.flatMap(([state, title]) => {
    const paths = pathsIn(drift, state)
    return paths.length === 0
      ? []
      : [...wrap(title, columns), ...paths.map((path) => `  ${visible(path)}`), '']
  })
  const notes = warnings.flatMap(({ message, fix }) => [
    ...wrap(`${colours.yellow('!')} ${visible(message)}`, columns),
    ...(fix === '' ? [] : wrap(visible(fix), columns)),
    '',
  ])
  const made = pathsIn(drift, 'as-made').length
  const version = newest ? ` of ${newest.id} ${newest.version}` : ''
  const last = [`As made: ${counted(made, 'file')}${version}.`, ...advice(drift, shown)]
  return [...notes, ...lists, ...last.flatMap((line) => wrap(line, columns)), ''].join('\n')
}

function advice(drift: Drift, shown: string): readonly string[] {
  const has = (state: FileState) => pathsIn(drift, state).length > 0
  const dir = shown === '.' ? '' : ` ${shown}`
  if (has('behind') || has('conflicting'))
    return [`To see the changes: create-app update${dir} --dry-run`]
  return has('missing') ? [`To get a file back: create-app update${dir} --restore <path>`] : []
}

export function driftJson(checked: CheckedProject, exitCode: ExitCode): string {
  const { dir, made, newest, drift, warnings } = checked
  const paths = (state: FileState) => pathsIn(drift, state)
  const document = {
    schema: 'create-app/check@1',
    ok: exitCode === exitCodes.ok,
    exitCode,
    projectDir: dir,
    template: {
      id: newest?.id ?? null,
      made: made?.source ?? null,
      newest: newest?.source ?? null,
      version: newest?.version ?? null,
    },
    files: {
      asMade: paths('as-made').length,
      changed: paths('changed'),
      missing: paths('missing'),
      behind: paths('behind'),
      conflicting: paths('conflicting'),
    },
    warnings: warnings.map(warningOf),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
