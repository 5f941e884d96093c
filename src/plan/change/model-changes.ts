import type { Change, Tree } from '../../model/tree.ts'

/** A package of a project whose Prisma models change, so that its database has to change too. */
export type ModelChange = {
  /** The folder of the package: empty, or `apps/api/`. */
  readonly folder: string
  /** The tables of models that are gone. */
  readonly dropped: readonly string[]
  /** No model is new, and none that stays has changed. */
  readonly isOnlyDrop: boolean
}

/**
 * Finds the packages whose models change. Comments, layout, the order of the models, the files that they are in, and what
 * generates the client mean nothing to a database.
 * @param tree the project's files once the changes are made.
 * @param start files of Prisma's schema that come together with their migrations.
 */
export function modelChanges(
  changes: readonly Change[],
  tree: Tree,
  start: Tree = new Map(),
): readonly ModelChange[] {
  const folders = changes.flatMap(({ path }) => schemaFolder(path) ?? [])
  return [...new Set(folders)].flatMap((folder) => {
    const before = modelsIn(schemaBefore(changes, tree, start), folder)
    const after = modelsIn(tree, folder)
    const dropped = [...before].filter(([name]) => !after.has(name))
    const isSame = [...after].every(([name, block]) => before.get(name) === block)
    if (dropped.length === 0 && isSame) return []
    const tables = dropped.flatMap(([, block]) => tableOf(block) ?? [])
    return [{ folder, dropped: tables.sort(), isOnlyDrop: isSame }]
  })
}

/** The folder of the package that a part of Prisma's schema belongs to; undefined for any other file. */
export function schemaFolder(path: string): string | undefined {
  return /^(.*\/|)prisma\/(?:.*\/)?[^/]*\.prisma$/.exec(path)?.[1]
}

function schemaBefore(changes: readonly Change[], tree: Tree, start: Tree): Tree {
  const before = new Map(tree)
  for (const change of changes) {
    const file = change.kind === 'create' ? start.get(change.path) : change.before
    if (file) before.set(change.path, file)
    else before.delete(change.path)
  }
  return before
}

/** The blocks of a schema that describe the database, by kind and name: `model Book`. */
function modelsIn(tree: Tree, folder: string): ReadonlyMap<string, string> {
  const texts = [...tree].flatMap(([path, { content }]) => {
    return schemaFolder(path) === folder ? [withoutComments(String(content))] : []
  })
  const blocks = texts.flatMap((text) => [...text.matchAll(blockPattern)])
  return new Map(
    blocks.flatMap(([, kind = '', name = '', body = '']) => {
      return kind === 'generator'
        ? []
        : [[`${kind} ${name}`, `${kind} ${name} {${inOneLine(body)}}`]]
    }),
  )
}

/** A brace in a string ends no block. */
const blockPattern = /^\s*(\w+)\s+(\w+)\s*\{((?:"(?:\\.|[^"\\])*"|[^}"])*)\}/gm

/** The text without comments; one in a string is none. */
function withoutComments(text: string): string {
  return text.replace(/("(?:\\.|[^"\\\n])*")|\/\/.*|\/\*[\s\S]*?\*\//g, (_, string = '') => string)
}

function inOneLine(body: string): string {
  const lines = body.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))
  return lines.filter((line) => line !== '').join('\n')
}

function tableOf(block: string): string | undefined {
  const model = /^model (\w+)/.exec(block)?.[1]
  return model && (/@@map\(\s*(?:name:\s*)?"([^"]+)"/.exec(block)?.[1] ?? model)
}
