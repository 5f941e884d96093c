import { type FileMode, haveSameBytes, modeOf, type TreeFile } from '../model/tree.ts'
import type { Fate } from './fate.ts'
import { mergeByFormat } from './formats/merge-formats.ts'
import type { MergeNote } from './formats/rulings.ts'
import { fateOutside } from './outside.ts'
import { isSameContent, isSameFile } from './same-file.ts'
import { inForm, plainTexts, type TextForm } from './text/text-form.ts'
import { type TextMerge, textMerge } from './text/text-merge.ts'
import { changedSide, mapThree, type Three } from './three/three.ts'

/** A file that both have. */
export type SharedFile = Three<TreeFile> & { readonly disk: TreeFile; readonly next: TreeFile }

/** A file whose fate depends on what git says. */
export type OpenFate = {
  readonly kind: 'open'
  readonly files: SharedFile
  readonly form: TextForm
  readonly merge: TextMerge
  /** The text as it was merged by format, if that left no conflict. */
  readonly merged: string | undefined
  readonly notes: readonly MergeNote[]
  readonly places: readonly string[]
}

type FateSettings = {
  /** A dropped file goes although it was edited. */
  readonly force: boolean
  readonly includesHistory: boolean
  /** The project has something else than a file at the path. */
  readonly isBlocked: boolean
}

/** The fate of a path, if it does not depend on git. */
export function findFate(
  path: string,
  files: Three<TreeFile>,
  { force, includesHistory, isBlocked }: FateSettings,
): Fate | OpenFate {
  const { base, disk, next } = files
  const outside = fateOutside(path, files, includesHistory)
  if (outside) return isBlocked ? { kind: 'outside', reason: outside.reason } : outside
  if (isBlocked) return fateOfBlocked(base, next)
  if (next === undefined) return fateOfDropped(files, force)
  if (disk === undefined) return fateOfAbsent(base, next)
  if (base && isIdentical(base, next)) return unchanged(disk, next)
  return fateOfShared(path, { base, disk, next })
}

/** What is there is the person's; it is reported where the template changed the file. */
function fateOfBlocked(base: TreeFile | undefined, next: TreeFile | undefined): Fate {
  const isChanged = base === undefined || next === undefined || !isIdentical(base, next)
  return isChanged
    ? { kind: 'kept', reason: 'no-file' }
    : { kind: 'unchanged', reason: 'only-you-changed' }
}

function fateOfDropped({ base, disk }: Three<TreeFile>, force: boolean): Fate {
  if (disk === undefined) return { kind: 'unchanged', reason: 'same' }
  if (base === undefined) return { kind: 'unchanged', reason: 'only-you-changed' }
  return isSameFile(base, disk) || force
    ? { kind: 'taken', reason: 'dropped', file: undefined }
    : { kind: 'kept', reason: 'dropped-but-edited' }
}

function fateOfAbsent(base: TreeFile | undefined, next: TreeFile): Fate {
  if (base === undefined) return { kind: 'taken', reason: 'added', file: next }
  return isIdentical(base, next)
    ? { kind: 'unchanged', reason: 'you-deleted' }
    : { kind: 'kept', reason: 'you-deleted' }
}

function fateOfShared(path: string, files: SharedFile): Fate | OpenFate {
  const texts = textsOf(files)
  if (texts === undefined) return fateOfBytes(files)
  const { plain, form } = plainTexts(texts)
  const { base, disk = '', next = '' } = plain
  if (disk === next || next === base) return mergedFate(files, inForm(disk, form))
  if (disk === base) return mergedFate(files, inForm(next, form))
  const byFormat = mergeByFormat(path, { base, disk, next })
  return {
    ...{ kind: 'open', files, form },
    merge: textMerge(path, byFormat?.versions ?? plain),
    merged: byFormat?.versions === undefined ? byFormat?.text : undefined,
    notes: byFormat?.notes ?? [],
    places: byFormat?.conflicts ?? [],
  }
}

function fateOfBytes(files: SharedFile): Fate {
  const { base, disk, next } = files
  if (isSameContent(disk, next)) return mergedFate(files, disk.content)
  if (base && isSameContent(base, next)) return mergedFate(files, disk.content)
  if (base && isSameContent(base, disk)) return mergedFate(files, next.content)
  return unmarkedConflict(files, 'binary')
}

/** The fate of a file with the merged content; its mode merges in the same way. */
export function mergedFate(
  files: SharedFile,
  content: TreeFile['content'],
  notes: readonly MergeNote[] = [],
): Fate {
  const { base, disk, next } = files
  const file = { ...disk, content, mode: mergedMode(files) }
  if (isIdentical(file, disk) && notes.length === 0) return unchanged(disk, next)
  const isUntouched = base !== undefined && isSameFile(base, disk)
  if (isUntouched && notes.length === 0) return { kind: 'taken', reason: 'changed', file }
  return { kind: 'merged', file, notes }
}

/** The person's content stays, with the merged mode. */
export function unmarkedConflict(
  files: SharedFile,
  reason: 'binary' | 'unreadable' | 'repeated-name',
  notes: readonly MergeNote[] = [],
): Fate {
  const file = { ...files.disk, mode: mergedMode(files) }
  return { kind: 'conflict', reason, file, notes, places: [], isMarked: false, stages: files }
}

export function mergedMode(files: SharedFile): FileMode {
  const modes = mapThree(files, modeOf)
  return modes[changedSide(modes)] ?? modeOf(files.disk)
}

function unchanged(disk: TreeFile, next: TreeFile): Fate {
  return { kind: 'unchanged', reason: isSameFile(next, disk) ? 'same' : 'only-you-changed' }
}

function isIdentical(one: TreeFile, other: TreeFile): boolean {
  return modeOf(one) === modeOf(other) && haveSameBytes(one, other)
}

/** Undefined unless all that are there are texts. */
function textsOf(files: SharedFile): Three<string> | undefined {
  const texts = mapThree(files, ({ content }) =>
    typeof content === 'string' ? content : undefined,
  )
  const isWhole = files.base === undefined || texts.base !== undefined
  return isWhole && texts.disk !== undefined && texts.next !== undefined ? texts : undefined
}
