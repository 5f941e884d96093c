import { readJson } from '../edits/json/json.ts'
import { yamlValue } from '../edits/yaml/yaml.ts'
import { limits } from '../model/limits.ts'
import type { Tree } from '../model/tree.ts'

/** A JSON object or a YAML map of a template, which may hold anything. */
export type Settings = Readonly<Record<string, unknown>>

/** A package.json; undefined when there is none, or none that can be read, which planning reports. */
export function packageJsonAt(tree: Tree, path: string): Settings | undefined {
  return settingsAt(tree, path, limits.editedBytes, readJson)
}

export function yamlAt(tree: Tree, path: string): Settings | undefined {
  return settingsAt(tree, path, limits.mergedBytes, yamlValue)
}

/** The text of a file; empty when there is none, or bytes. */
export function textAt(tree: Tree, path: string): string {
  const content = tree.get(path)?.content
  return typeof content === 'string' ? content : ''
}

/** The lines of a text that a person may have written: a hostile one must not cost minutes. */
export function shortLines(text: string): readonly string[] {
  return text
    .slice(0, limits.mergedBytes)
    .split('\n')
    .filter((line) => line.length <= mostLetters)
}

const mostLetters = 1000

/** A value as an object; an empty one when it is anything else. */
export function asSettings(value: unknown): Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Settings)
    : {}
}

/** The texts in a value that may be a list. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function settingsAt(
  tree: Tree,
  path: string,
  most: number,
  read: (text: string) => unknown,
): Settings | undefined {
  const text = textAt(tree, path)
  if (text === '' || text.length > most) return undefined
  try {
    return asSettings(read(text))
  } catch {
    return undefined
  }
}
