import { modeOf, type TreeFile } from '../model/tree.ts'
import { hunksBetween } from './lines-diff.ts'

/** How one file differs. */
export type FilePatch = {
  readonly path: string
  /** The path before, where the file was moved. */
  readonly from?: string
  readonly kind: 'created' | 'changed' | 'deleted'
  /** Lines that were added and removed; undefined for a binary file. */
  readonly added: number | undefined
  readonly removed: number | undefined
  /** In the format of `git diff`: a patch that `git apply` takes, except for binary files. */
  readonly patch: string
}

type PatchedFile = {
  readonly path: string
  readonly from?: string | undefined
  readonly before: TreeFile | undefined
  readonly after: TreeFile | undefined
}

/** Describes the difference of two versions of a file, at least one of which is there. */
export function patchOf({ path, from = path, before, after }: PatchedFile): FilePatch {
  const kind = before ? (after ? 'changed' : 'deleted') : 'created'
  const named = { path, ...(from === path ? {} : { from }), kind } as const
  const head = headOf({ path, from, before, after })
  const [old, now] = [textIn(before), textIn(after)]
  if (old === undefined || now === undefined) {
    const names = `${before ? quoted(`a/${from}`) : nothing} and ${after ? quoted(`b/${path}`) : nothing}`
    const patch = [...head, `Binary files ${names} differ`, ''].join('\n')
    return { ...named, added: undefined, removed: undefined, patch }
  }
  const hunks = hunksBetween(old, now).flatMap((line) => line.split('\n'))
  const count = (mark: string) => hunks.filter((line) => line.startsWith(mark)).length
  const names = [
    `--- ${before ? quoted(`a/${from}`) : nothing}`,
    `+++ ${after ? quoted(`b/${path}`) : nothing}`,
  ]
  const lines = hunks.length === 0 ? head : [...head, ...names, ...hunks]
  return { ...named, added: count('+'), removed: count('-'), patch: `${lines.join('\n')}\n` }
}

const nothing = '/dev/null'

function headOf({ path, from = path, before, after }: PatchedFile): readonly string[] {
  const first = `diff --git ${quoted(`a/${from}`)} ${quoted(`b/${path}`)}`
  if (before === undefined) return [first, `new file mode ${modeText(after)}`]
  if (after === undefined) return [first, `deleted file mode ${modeText(before)}`]
  const modes =
    modeText(before) === modeText(after)
      ? []
      : [`old mode ${modeText(before)}`, `new mode ${modeText(after)}`]
  const moved = from === path ? [] : [`rename from ${quoted(from)}`, `rename to ${quoted(path)}`]
  return [first, ...modes, ...moved]
}

/** A path as git writes it: one with characters that have a meaning in a patch is in quotes, as in C. */
function quoted(path: string): string {
  if (!/["\\\p{Cc}]/u.test(path)) return path
  const escaped = path.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (character) => {
    return [...Buffer.from(character)].map(octal).join('')
  })
  return `"${escaped}"`
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`
}

/** git knows only two modes of a file. */
function modeText(file: TreeFile | undefined): string {
  return file && modeOf(file) === 0o755 ? '100755' : '100644'
}

/** A file that is not there has no lines; undefined for a binary file. */
function textIn(file: TreeFile | undefined): string | undefined {
  if (file === undefined) return ''
  return typeof file.content === 'string' ? file.content : undefined
}
