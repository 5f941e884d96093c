import { EditError } from '../errors/edit-error.ts'
import { readMembers, repeatedNames } from './code/read-members.ts'
import { nodesIn } from './formats/format-nodes.ts'
import { repeatedKeys } from './formats/repeated-keys.ts'

/** What is wrong with a text that git merged without a conflict, and was right with the texts of both sides. */
export function problemOf(
  path: string,
  merged: string,
  sides: { readonly disk: string; readonly next: string },
): 'unreadable' | 'repeated-name' | undefined {
  const [own, added] = [repeatedIn(path, sides.disk), repeatedIn(path, sides.next)]
  if (own === undefined || added === undefined) return undefined
  const names = repeatedIn(path, merged)
  if (names === undefined) return 'unreadable'
  const isNew = (name: string) => !own.includes(name) && !added.includes(name)
  return names.some(isNew) ? 'repeated-name' : undefined
}

export function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path)
}

/** The names that are twice in one place; undefined where the text cannot be read. */
function repeatedIn(path: string, text: string): readonly string[] | undefined {
  if (isCode(path)) {
    const lists = readMembers(text)
    return lists && repeatedNames(lists)
  }
  try {
    const root = nodesIn(path, text)
    return root === undefined ? [] : repeatedKeys(root)
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}
