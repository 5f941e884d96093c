import { mergerFor } from '../../edits/merge.ts'
import { sharedMembers } from '../../merge/formats/shared-members.ts'
import type { AddonEntry } from '../../model/generated/addon.ts'
import type { Tree } from '../../model/tree.ts'

/** Parts of files, by path: what the person had before an add-on brought the same. */
export type HadBefore = Readonly<Record<string, string>>

/** What the person had of what some add-ons brought. */
export function hadBefore(entries: readonly AddonEntry[]): HadBefore {
  return entries.reduce<HadBefore>((all, { had = {} }) => united(all, had), {})
}

type NewlyBrought = {
  readonly disk: Tree
  /** What the new add-on brings. */
  readonly laid: Tree
  /** What those that are there have brought, and what the person had of it. */
  readonly before: Tree
  readonly had: HadBefore
}

/** What the person has of what a new add-on brings, so that it stays when the add-on goes. */
export function hadOf({ disk, laid, before, had }: NewlyBrought): HadBefore {
  const parts = [...laid].flatMap(([path, { content }]): HadBefore[] => {
    const [own, others] = [disk, before].map((tree) => textAt(tree, path))
    if (typeof content !== 'string') return []
    const found = own && sharedMembers(path, { own, brought: content, others })
    const known =
      had[path] && sharedMembers(path, { own: had[path], brought: content, others: undefined })
    return [found, known].flatMap((part) => (part ? [{ [path]: part }] : []))
  })
  return parts.reduce<HadBefore>(united, {})
}

/** What add-ons lay, over what the person had before them. */
export function overHad(laid: Tree, had: HadBefore): Tree {
  const all = Object.entries(had).map(([path, part]) => {
    const content = textAt(laid, path)
    const merged = content === undefined ? part : (mergerFor(path)?.(part, content) ?? content)
    return [path, { ...laid.get(path), content: merged }] as const
  })
  return new Map([...laid, ...all])
}

function united(one: HadBefore, other: HadBefore): HadBefore {
  const parts = Object.entries(other).map(([path, part]) => {
    const known = one[path]
    return [path, known === undefined ? part : (mergerFor(path)?.(known, part) ?? part)]
  })
  return { ...one, ...Object.fromEntries(parts) }
}

function textAt(tree: Tree, path: string): string | undefined {
  const content = tree.get(path)?.content
  return typeof content === 'string' ? content : undefined
}
