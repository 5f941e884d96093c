import { isUtf8 } from 'node:buffer'
import type { TreeFile } from '../../model/tree.ts'

/** A file as it is stored. */
export type StoredFile = { readonly bytes: Buffer; readonly executable: boolean }

/** A link as it is stored: the path that it leads to. */
export type StoredLink = { readonly target: string }

export type Stored = StoredFile | StoredLink

/** Makes text of what is text, so that placeholders in it can be filled in. */
export function treeFileOf({ bytes, executable }: StoredFile): TreeFile {
  const mode = executable ? { mode: 0o755 as const } : {}
  return { content: isText(bytes) ? bytes.toString() : bytes, ...mode }
}

function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && isUtf8(bytes)
}
