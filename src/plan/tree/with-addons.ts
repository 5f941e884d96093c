import { type AddonEntry, addonPath, printAddon } from '../../model/generated/addon.ts'
import { sortTree, type Tree, type TreeFile } from '../../model/tree.ts'
import { withEntries } from './with-entries.ts'

/** A new project with what its add-ons add to its files, and with their records. */
export function withAddons(tree: Tree, addons: readonly AddonEntry[]): Tree {
  const records = addons.map((entry): [string, TreeFile] => {
    return [addonPath(entry), { content: printAddon(entry) }]
  })
  return sortTree(new Map([...withEntries(tree, addons), ...records]))
}
