import { join } from 'node:path'
import { readFields } from '../../edits/json/json.ts'
import type { ProjectWords } from '../../generators/render-text.ts'
import { entryModels } from '../../generators/words/entry-models.ts'
import { modelsIn } from '../../insert/prisma/read-models.ts'
import type { GeneratedEntry } from '../../model/generated/entry.ts'
import type { Model } from '../../model/generated/model.ts'
import { entriesOf, kindAt } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'

type ProjectAsked = {
  /** The package whose database is meant; the root is the empty string. */
  readonly folder: string
  readonly leftovers: Leftovers
  readonly entries: readonly GeneratedEntry[]
}

/** What a generator may say of a project: its name, and the models of its database, or those that were generated. */
export async function readProjectWords(dir: string, asked: ProjectAsked): Promise<ProjectWords> {
  const { tree } = await readFiles(dir, ['package.json'], asked.leftovers)
  const { name } = readFields(String(tree.get('package.json')?.content ?? '{}'))
  const stored = await storedModels(dir, asked)
  return {
    project: typeof name === 'string' ? name.replace(/^@[^/]*\//, '') : 'my-app',
    models: stored.length > 0 ? stored : entryModels(asked.entries),
  }
}

/** The models of the Prisma schema in a package; none where it has no database. */
async function storedModels(
  dir: string,
  { folder, leftovers }: ProjectAsked,
): Promise<readonly Model[]> {
  const at = folder === '' ? 'prisma/schema' : `${folder}/prisma/schema`
  if ((await kindAt(join(dir, at))) !== 'folder') return []
  const names = await entriesOf(join(dir, at))
  const paths = names.filter((name) => name.endsWith('.prisma')).map((name) => `${at}/${name}`)
  const { tree } = await readFiles(dir, paths, leftovers)
  return modelsIn(tree, folder)
}
