import { lookAgain } from './code/look-again.ts'
import type { Fate } from './fate.ts'
import { mergedFate, mergedMode, type OpenFate, unmarkedConflict } from './find-fate.ts'
import { meanSame } from './formats/format-nodes.ts'
import type { MergeNote } from './formats/rulings.ts'
import { isCode, problemOf } from './soundness.ts'
import { keepImages } from './text/pinned-images.ts'
import { inForm } from './text/text-form.ts'
import {
  partsOf,
  settledBy,
  type TextAnswer,
  type TextPart,
  withMarkers,
} from './text/text-merge.ts'

/** The fate of a file, now that git has merged its text. */
export function settleFate(open: OpenFate, answer: TextAnswer): Fate {
  const { files, form, merge } = open
  const parts = partsOf(answer, merge)
  if (parts === undefined) return unmarkedConflict(files, 'binary', open.notes)
  if (open.merged !== undefined) {
    const text = gitsText(open.merged, merge.path, parts)
    return mergedFate(files, inForm(text, form), open.notes)
  }
  const looked = lookTwice(merge.path, parts)
  const notes = [...open.notes, ...notesOn(merge.path, { parts, looked })]
  if (looked.some(isConflict)) {
    return {
      ...{ kind: 'conflict', reason: files.base ? 'both-changed' : 'both-added' },
      file: { ...files.disk, content: inForm(withMarkers(looked), form), mode: mergedMode(files) },
      ...{ notes, places: open.places, isMarked: true, stages: files },
    }
  }
  const text = settledBy(looked, 'disk')
  const problem = problemOf(merge.path, text, merge)
  if (problem !== undefined) return unmarkedConflict(files, problem, notes)
  return mergedFate(files, inForm(text, form), notes)
}

/** What git made of the lines, if it means the same: it keeps the formatting of every line. */
function gitsText(merged: string, path: string, parts: readonly TextPart[]): string {
  if (parts.some(isConflict)) return merged
  const text = settledBy(parts, 'disk')
  return meanSame(path, text, merged) ? text : merged
}

/** Settles conflicts that git has because it knows only lines. */
function lookTwice(path: string, parts: readonly TextPart[]): readonly TextPart[] {
  if (!parts.some(isConflict)) return parts
  if (isCode(path)) return lookAgain(parts)
  return isDockerfile(path) ? keepImages(parts) : parts
}

function notesOn(
  path: string,
  { parts, looked }: { parts: readonly TextPart[]; looked: readonly TextPart[] },
): readonly MergeNote[] {
  return looked.flatMap((part, index) => {
    const before = parts[index]
    if (before === undefined || !isConflict(before) || isConflict(part)) return []
    const line = settledBy(looked.slice(0, index), 'disk').split('\n').length
    return [{ kind: isDockerfile(path) ? 'pin-kept' : 'both-kept', at: `line ${line}` }]
  })
}

function isDockerfile(path: string): boolean {
  return /(?:^|\/)[^/]*Dockerfile[^/]*$/.test(path)
}

function isConflict({ kind }: TextPart): boolean {
  return kind === 'conflict'
}
