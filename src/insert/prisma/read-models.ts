import type { Model, ModelField } from '../../model/generated/model.ts'
import type { Tree } from '../../model/tree.ts'
import { type PrismaField, readBlocks } from './prisma-blocks.ts'

/** The models of the Prisma schema in a package of a project; the root is the empty string. */
export function modelsIn(tree: Tree, folder: string): readonly Model[] {
  const at = folder === '' ? '' : `${folder}/`
  const files = [...tree].flatMap(([path, { content }]) => {
    const isPart = path.startsWith(`${at}prisma/schema/`) && path.endsWith('.prisma')
    return isPart ? [[path.slice(at.length), String(content)] as const] : []
  })
  return readModels(new Map(files))
}

/** The models in the files of a Prisma schema, by their paths. A file that cannot be read has none. */
export function readModels(files: ReadonlyMap<string, string>): readonly Model[] {
  const all = [...files].map(([file, text]) => [file, readBlocks(text) ?? []] as const)
  const blocks = all.flatMap(([, some]) => some)
  const enums = new Map(
    blocks
      .filter(({ keyword }) => keyword === 'enum')
      .map(({ name, fields }) => [name, fields.filter(isField).map((one) => one.name)]),
  )
  return all.flatMap(([file, some]) => {
    const models = some.filter(({ keyword }) => keyword === 'model')
    return models.map(({ name, fields }) => {
      return { name, file, fields: fields.filter(isField).map((field) => fieldOf(field, enums)) }
    })
  })
}

function fieldOf(
  { name, code }: PrismaField,
  enums: ReadonlyMap<string, readonly string[]>,
): ModelField {
  const [, type = '', mark = '', rest = ''] = /^\w+\s+(\w+)(\[\]|\?)?(.*)$/s.exec(code) ?? []
  const [, keys = ''] = /@relation\([^)]*fields:\s*\[([^\]]*)\]/.exec(rest) ?? []
  return {
    ...{ name, type, isList: mark === '[]', isNullable: mark === '?', isId: /@id\b/.test(rest) },
    isUnique: /@unique\b/.test(rest),
    isOptional: mark !== '' || /@(?:default|updatedAt)\b/.test(rest),
    values: enums.get(type) ?? [],
    relation: keys.split(',').flatMap((key) => key.trim() || []),
  }
}

function isField({ code }: PrismaField): boolean {
  return !code.startsWith('@@')
}
