import { jsonNodes } from '../../edits/json/json.ts'
import { type LayoutNode, meaningOf } from '../../edits/layout/layout.ts'
import { openYaml } from '../../edits/yaml/yaml.ts'
import { EditError } from '../../errors/edit-error.ts'
import { haveSameLines, lineMergerFor } from './merge-line-files.ts'

/** The nodes of a JSON or a YAML; undefined for another file. @throws EditError where it cannot be read. */
export function nodesIn(path: string, text: string): LayoutNode | undefined {
  if (/\.(?:jsonc?|code-workspace)$/.test(path)) return jsonNodes(text)
  return /\.ya?ml$/.test(path) ? openYaml(text).root : undefined
}

/** Whether two texts of a JSON, a YAML or a list of lines mean the same; false for all other files. */
export function meanSame(path: string, one: string, other: string): boolean {
  if (lineMergerFor(path)) return haveSameLines(one, other)
  try {
    const [a, b] = [nodesIn(path, one), nodesIn(path, other)]
    return a !== undefined && b !== undefined && meaningOf(a) === meaningOf(b)
  } catch (error) {
    if (error instanceof EditError) return false
    throw error
  }
}
