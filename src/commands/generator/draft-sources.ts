import { join, relative, resolve, sep } from 'node:path'
import { commonName } from '../../authoring/generators/common-name.ts'
import { formsOf, namePlaces } from '../../authoring/generators/name-forms.ts'
import { errors } from '../../errors/errors.ts'
import { valueProblem } from '../../generators/param-values.ts'
import { nameParam } from '../../model/generated/generator.ts'
import { isInside } from '../../model/paths.ts'
import { filesBelow, kindAt } from '../../project/disk.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import type { AuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'

/** The files that a generator is drafted from. */
export type Sources = {
  /** By path in the project. */
  readonly files: ReadonlyMap<string, string>
  /** As they were typed. */
  readonly from: readonly string[]
}

/** Reads the files, and all files of the folders, that a person typed. */
export async function readSources(
  typed: readonly string[],
  { target, leftovers }: AuthorsProject,
  { cwd }: Pick<Session, 'cwd'>,
): Promise<Sources> {
  const paths = (await Promise.all(typed.map((one) => pathsOf(one, target.dir, cwd)))).flat()
  const { tree } = await readFiles(target.dir, [...new Set(paths)], leftovers)
  const files = [...new Set(paths)].sort().map((path): [string, string] => {
    const content = tree.get(path)?.content
    if (content === undefined) throw errors.draftFile(path, 'there is no such file')
    if (typeof content !== 'string') throw errors.draftFile(path, 'it is not text')
    return [path, content]
  })
  return { files: new Map(files), from: typed }
}

async function pathsOf(typed: string, dir: string, cwd: string): Promise<readonly string[]> {
  const path = relative(dir, resolve(cwd, typed)).replaceAll(sep, '/')
  if (!isInside(path)) throw errors.draftFile(typed, 'it is not in the project')
  return (await kindAt(join(dir, path))) === 'folder' ? filesBelow(dir, path) : [path]
}

/** The name that the files have: as it was typed, or what their paths have in common. */
export function nameIn(paths: readonly string[], typed: string | undefined): string {
  const problem = typed === undefined ? undefined : valueProblem(nameParam, typed)
  if (typed !== undefined && (problem !== undefined || typed.includes('/'))) {
    throw errors.badFlagValue('--name', typed, problem ?? 'one name without folders')
  }
  const name = typed ?? commonName(paths)
  if (name === undefined) throw errors.draftName('The files have no name in common.')
  const without = paths.find((path) => namePlaces(path, formsOf(name)).length === 0)
  if (without !== undefined) {
    throw errors.draftName(`The path ${without} does not have the name ${name}.`)
  }
  return name
}
