import { join } from 'node:path'
import type { Tree } from '../../model/tree.ts'
import { memberFolders, pnpmWorkspace, workspacePatterns } from '../../packages/workspaces.ts'
import { entriesOf, kindAt } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'

/** The folders of the packages in the workspace of a project, sorted; none where it has no workspace. */
export async function readPackages(dir: string, leftovers: Leftovers): Promise<readonly string[]> {
  const { tree } = await readFiles(dir, ['package.json', pnpmWorkspace], leftovers)
  const patterns = [...workspacePatterns(tree, 'pnpm'), ...workspacePatterns(tree, 'npm')]
  const above = new Set(patterns.map((pattern) => pattern.replace(/\/?(?:[^/]*[*{!]|$).*$/s, '')))
  const folders = (await Promise.all([...above].map((folder) => foldersIn(dir, folder)))).flat()
  const manifests = [...new Set(folders)].map((folder) => `${folder}/package.json`)
  const found = await readFiles(dir, manifests, leftovers)
  const all: Tree = new Map([...tree, ...found.tree])
  return memberFolders(all).toSorted()
}

/** A folder and those in it, because patterns end with a name or with a star. */
async function foldersIn(dir: string, folder: string): Promise<readonly string[]> {
  if ((await kindAt(join(dir, folder))) !== 'folder') return []
  const names = await entriesOf(join(dir, folder))
  const inside = names.filter((name) => !name.startsWith('.') && name !== 'node_modules')
  return [folder, ...inside.map((name) => (folder === '' ? name : `${folder}/${name}`))].filter(
    (one) => one !== '',
  )
}
