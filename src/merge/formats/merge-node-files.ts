import { jsonNodes, openJson } from '../../edits/json/json.ts'
import {
  type LayoutEntry,
  type LayoutNode,
  meaningOf,
  type NodeFile,
} from '../../edits/layout/layout.ts'
import { openYaml } from '../../edits/yaml/yaml.ts'
import { EditError } from '../../errors/edit-error.ts'
import { mapThree, type Side, type Three } from '../three/three.ts'
import { mergeThreeNodes } from './merge-three-nodes.ts'
import { repeatedKeys } from './repeated-keys.ts'
import { ruleCatalogs, ruleDependencies } from './rule-dependencies.ts'
import type {
  FormatMerge,
  FormatMerger,
  FormatTexts,
  MergeNote,
  MergePlace,
  Ruler,
  Ruling,
} from './rulings.ts'

/** Merges three JSON texts by key; members of arrays by `name` or `id`, else by value. */
export const mergeJsonThree: FormatMerger = (texts, side) => {
  return mergeNodeFiles(readJsonThree(texts), { memberKeys: ['name', 'id'], side })
}

/** The same with the rules for versions. */
export const mergePackageJson: FormatMerger = (texts, side) => {
  const rule = ruleDependencies(texts)
  return mergeNodeFiles(readJsonThree(texts), { memberKeys: ['name', 'id'], side, rule })
}

/** Merges three YAML texts in the same way; the person's versions of actions and images stay. */
export const mergeYamlThree: FormatMerger = (texts, side) => {
  const { root, print } = openYaml(texts.disk)
  const roots = { ...mapThree(texts, (text) => openYaml(text).root), disk: root }
  // The same anchor can mean two things in two files.
  if (Object.values(roots).some((node) => node && hasAnchor(node))) {
    throw new EditError('The YAML has anchors.')
  }
  const memberKeys = ['name', 'id', 'package-ecosystem directory']
  const rule: Ruler = (place, versions) => rulePin(place, versions) ?? ruleCatalogs(place, versions)
  return mergeNodeFiles({ roots, print }, { memberKeys, side, rule })
}

type NodeVersions = Pick<NodeFile, 'print'> & {
  readonly roots: Three<LayoutNode> & { readonly disk: LayoutNode }
}

function readJsonThree(texts: FormatTexts): NodeVersions {
  const { root, print } = openJson(texts.disk, texts.next)
  return { roots: { ...mapThree(texts, jsonNodes), disk: root }, print }
}

function mergeNodeFiles(
  { roots, print }: NodeVersions,
  how: { memberKeys: readonly string[]; side: Side; rule?: Ruler },
): FormatMerge {
  const conflicts: string[] = []
  const notes: MergeNote[] = []
  const choose = (place: MergePlace, { side, note }: Ruling, versions: Three<LayoutEntry>) => {
    const at = place.join('/')
    if (note) notes.push({ kind: note, at })
    if (side === 'conflict') conflicts.push(at)
    return versions[side === 'conflict' ? how.side : side]
  }
  // A key that is there twice has no one value to merge.
  const [repeated] = Object.values(roots).flatMap((root) => (root ? repeatedKeys(root) : []))
  if (repeated !== undefined) throw new EditError(`${JSON.stringify(repeated)} is there twice.`)
  const merged = mergeThreeNodes(roots, {
    memberKeys: how.memberKeys,
    rule: (place, versions) => how.rule?.(place, mapThree(versions, meaningOf)),
    choose,
  })
  // Without a root there would be no file.
  return { text: print(merged ?? roots.disk), conflicts, notes }
}

/** A text that is no scalar, map or list is its own meaning. */
function hasAnchor(node: LayoutNode): boolean {
  if (node.kind !== 'leaf') return node.entries.some((entry) => hasAnchor(entry.node))
  return node.meaning === node.text && /(?:^|\s)[&*]/.test(node.text)
}

/** The version of an action or of an image that the person changed stays. */
function rulePin(place: MergePlace, { base, disk, next }: Three<string>): Ruling | undefined {
  const isPin = ['uses', 'image'].includes(place.at(-1) ?? '')
  const areAllThere = base !== undefined && disk !== undefined && next !== undefined
  if (!isPin || !areAllThere || disk === base || next === base) return undefined
  return { side: 'disk', note: 'pin-kept' }
}
