import type { Fate } from '../../src/merge/fate.ts'
import {
  type Fates,
  type MergeInput,
  mergeTrees,
  prepareMerge,
  textMergesOf,
} from '../../src/merge/merge-trees.ts'
import type { Tree, TreeFile } from '../../src/model/tree.ts'
import { mergeTexts } from '../../src/project/existing/merge-texts.ts'

/** Merges three trees, with git for the texts. */
export async function merge(input: MergeInput): Promise<Fates> {
  const prepared = prepareMerge(input)
  const { signal } = new AbortController()
  const answers = await mergeTexts(textMergesOf(prepared), { env: process.env, scrub: [], signal })
  return mergeTrees(prepared, answers)
}

type Content = string | Uint8Array | TreeFile | undefined

/** Merges one file; a side without content does not have it. */
export async function mergeFile(
  path: string,
  versions: { base?: Content; disk?: Content; next?: Content },
): Promise<Fate> {
  const trees = {
    base: treeOf(path, versions.base),
    disk: treeOf(path, versions.disk),
    next: treeOf(path, versions.next),
  }
  const fate = (await merge(trees)).get(path)
  if (fate === undefined) throw new Error(`${path} has no fate.`)
  return fate
}

/** The text that a fate writes. */
export function textOf(fate: Fate | undefined): string {
  const content = fate && 'file' in fate ? fate.file?.content : undefined
  if (typeof content !== 'string') throw new Error(`A fate without a text: ${JSON.stringify(fate)}`)
  return content
}

function treeOf(path: string, content: Content): Tree {
  if (content === undefined) return new Map()
  const isFile = typeof content === 'object' && 'content' in content
  return new Map([[path, isFile ? content : { content }]])
}
