import { patchOf } from '../../compare/patch.ts'
import type { Fate } from '../../merge/fate.ts'
import type { MergeNoteKind } from '../../merge/formats/rulings.ts'
import { isLockfile } from '../../model/package-manager.ts'
import { type Change, isRecord, recordPath } from '../../model/tree.ts'
import type { Plan } from '../../plan/plan.ts'
import { paint } from './diff-report.ts'
import { commandLines, counted, warningLines } from './dry-run.ts'
import { visible } from './failure.ts'
import { type Page, wrap } from './page.ts'

const marks = { create: '+', update: '~', delete: '-' } as const

/** A dry run: what becomes of each file, with its difference, and every command. */
export function printChange(plan: Plan, page: Page): string {
  const { columns } = page
  const ran = plan.tasks.length === 0 ? [] : ['', 'Would run there:', ...commandLines(plan, page)]
  const patches = printPatches(plan, page)
  const lines = [
    '',
    ...(plan.changes.length === 0 && plan.tasks.length === 0
      ? nothingToDo(plan, page)
      : [...wrap(`Would change ${plan.target.dir}:`, columns), ...printFates(plan, page)]),
    ...(patches.length === 0 ? [] : ['', ...patches]),
    ...ran,
    ...warningLines(plan, page),
    '',
    'Nothing was written.',
    '',
  ]
  return lines.join('\n')
}

/** What becomes of the files of a project that exists: one line for each that changes or needs attention. */
export function printFates({ changes, command, fates, kept }: Plan, page: Page): readonly string[] {
  const { dim } = page.colours
  const known = new Map(changes.map((change) => [change.path, change]))
  const others = [...(fates ?? [])].flatMap(([path, fate]) => {
    return !known.has(path) && isWorthSaying(fate) ? [path] : []
  })
  const named = changes.filter(({ path }) => !isRecord(path)).map(({ path }) => path)
  const unchanged = fates ? [] : kept
  const records = named.length === 0 ? changes : []
  const record = records.map(({ kind, path }) => {
    const words = path === recordPath ? recordWords : entryWords
    return `${paintMark(marks[kind], page)} ${visible(path)}${dim(`  ${words}`)}`
  })
  const lines = [...named, ...others, ...unchanged].flatMap((path) => {
    const [change, fate] = [known.get(path), fates?.get(path)]
    const mark = fate?.kind === 'conflict' ? '!' : change ? marks[change.kind] : ' '
    const why = fate
      ? wordsFor(fate, { command })
      : unchanged.includes(path)
        ? 'stays as it is'
        : ''
    return [
      `${paintMark(mark, page)} ${visible(path)}${why === '' ? '' : dim(`  ${visible(why)}`)}`,
      ...notesOn(fate).map((note) => dim(`    ${visible(note)}`)),
    ]
  })
  return [...lines, ...record]
}

const recordWords = 'names the version of the template; no other file changes'
const entryWords = 'says what was generated; no other file changes'

/** The difference of each file, as `git diff` shows it. Lockfiles are left out: nobody reads them. */
export function printPatches({ changes }: Plan, page: Page): readonly string[] {
  return changes
    .filter((change) => !isRecord(change.path) && !isLockfile(change.path) && !isSecret(change))
    .flatMap((change) => {
      const before = change.kind === 'create' ? undefined : change.before
      const after = change.kind === 'delete' ? undefined : change.after
      const { patch } = patchOf({ path: change.path, before, after })
      return paint(visible(patch), page.colours).trimEnd().split('\n')
    })
}

/** `3 files change, 1 is new, 1 goes`. */
export function summaryOf({ changes }: Pick<Plan, 'changes'>): string {
  const count = (wanted: Change['kind']) =>
    changes.filter(({ kind, path }) => kind === wanted && !isRecord(path)).length
  const [updated, created, deleted] = [count('update'), count('create'), count('delete')]
  const parts = [
    updated > 0 ? `${counted(updated, 'file')} changed` : '',
    created > 0 ? `${counted(created, 'file')} added` : '',
    deleted > 0 ? `${counted(deleted, 'file')} removed` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'only the record changed' : parts.join(', ')
}

function isWorthSaying(fate: Fate): boolean {
  return fate.kind === 'kept' || fate.kind === 'conflict'
}

function isSecret(change: Change): boolean {
  const file = change.kind === 'delete' ? change.before : change.after
  return file.secret === true || /(?:^|\/)\.env$/.test(change.path)
}

function paintMark(mark: string, { colours }: Page): string {
  const { green, yellow, red } = colours
  const painters: Readonly<Record<string, (text: string) => string>> = {
    '+': green,
    '~': yellow,
    '-': red,
    '!': red,
  }
  return painters[mark]?.(mark) ?? mark
}

function wordsFor(fate: Fate, { command }: Pick<Plan, 'command'>): string {
  const dropped = command === 'remove' || command === 'generate' ? '' : 'no longer in the template'
  switch (fate.kind) {
    case 'taken':
      return fate.file ? '' : dropped
    case 'merged':
      return 'merged with your changes'
    case 'conflict':
      return fate.places.length === 0 ? 'in conflict' : `in conflict: ${fate.places.join(', ')}`
    case 'kept':
      return {
        'you-deleted': 'you deleted it, so it stays away',
        'dropped-but-edited': `${dropped && `${dropped}, but `}you changed it: it stays`,
        'no-file': 'a folder, a link or a very large file is in its place, which stays',
        'in-conflict': 'stays as it is',
      }[fate.reason]
    case 'outside':
      return fate.reason === 'secrets' ? 'gets new variables' : ''
    case 'unchanged':
      return ''
  }
}

const noteWords: Readonly<Record<MergeNoteKind, string>> = {
  'not-added-back': 'you removed it, so it is not added back',
  'already-there': 'you have it in another list',
  'newer-kept': 'your newer version stays',
  'pin-kept': 'your version stays',
  'kept-though-dropped': 'you changed it, so it stays, although the template drops it',
  'both-kept': 'both additions are kept',
}

function notesOn(fate: Fate | undefined): readonly string[] {
  const notes = fate && 'notes' in fate ? fate.notes : []
  return notes.map(({ kind, at }) => `${at}: ${noteWords[kind]}`)
}

/** What an update that changes nothing says. */
export function nothingToDo(plan: Plan, { columns }: Page): readonly string[] {
  if (plan.command === 'generate') return ['0 changes: the project has all of it.']
  const template = plan.record.blueprints.findLast(({ kind }) => kind === 'template')
  const name = template ? ` of ${template.id} ${template.version}` : ''
  return wrap(`Nothing to change: the project has all${name}.`, columns)
}
