import { dirname, relative } from 'node:path'
import { folderOnDisk } from './locate.ts'

/** The nearest package.json above a folder, and the folder as seen from there. */
export type PackageAbove = { readonly packageJson: string; readonly folder: string }

/** Finds the package that a folder may be published in. A folder that is a repository itself is in none. */
export async function packageAbove(path: string, at = path): Promise<PackageAbove | undefined> {
  const above = dirname(at)
  const { shelf, dir } = folderOnDisk(at)
  if (above === at || (await shelf.kindOf(`${dir}/.git`)) !== undefined) return undefined
  const packageJson = await shelf.readText('package.json').catch(() => undefined)
  if (packageJson === undefined) return packageAbove(path, above)
  return { packageJson, folder: relative(above, path).replaceAll('\\', '/') }
}
