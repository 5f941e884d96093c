import { posix } from 'node:path'
import { isFetched, type LeftBehind } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import type { FolderContent, ShelfFolder } from './shelf/shelf.ts'

/** What belongs to a blueprint's folder in its repository, but is not in the folder that was read. */
export async function leftBehind(
  { shelf, dir, source }: ShelfFolder & { readonly source: string },
  { files, ignored }: Omit<FolderContent, 'leftOut'>,
): Promise<LeftBehind | undefined> {
  if (source === 'builtin') return undefined
  const textAt = async (path: string) => {
    const text = (await shelf.readText(path).catch(() => undefined)) ?? ''
    return text.length > limits.manifestBytes ? '' : text
  }
  const [submodules, unexported]: [Set<string>, Set<string>] = [new Set(), new Set()]
  for (const above of foldersFrom(dir)) {
    for (const path of submodulesIn(await textAt(posix.join(above, '.gitmodules')))) {
      const inside = below(dir, posix.join(above, path))
      const isEmpty = ![...files.keys()].some((file) => file.startsWith(`${inside}/`))
      if (inside !== undefined && isEmpty) submodules.add(inside)
    }
    if (!isArchive(source)) continue
    for (const pattern of unexportedIn(await textAt(posix.join(above, '.gitattributes')))) {
      const isAnywhere = !pattern.slice(0, -1).includes('/')
      const inside = isAnywhere
        ? pattern
        : below(dir, posix.join(above, pattern.replace(/^\//, '')))
      if (inside !== undefined) unexported.add(inside)
    }
  }
  if (submodules.size + unexported.size + ignored.length === 0) return undefined
  return { submodules: [...submodules], unexported: [...unexported], ignored }
}

/** Whether the host made the tarball with `git archive`, which leaves out what `export-ignore` names. */
function isArchive(source: string): boolean {
  return isFetched(source) && !/^(?:npm|https?):/.test(source)
}

/** A folder and those above it on its shelf, where git would look for its own files. */
function foldersFrom(dir: string): readonly string[] {
  return dir === '' || dir === '.' ? [''] : [dir, ...foldersFrom(posix.dirname(dir))]
}

/** A path as seen from a folder; undefined for one that is not below it. */
function below(dir: string, path: string): string | undefined {
  if (dir === '') return path
  return path.startsWith(`${dir}/`) ? path.slice(dir.length + 1) : undefined
}

function submodulesIn(gitmodules: string): readonly string[] {
  const paths = [...gitmodules.matchAll(/^\s*path\s*=\s*"?(.*?)"?\s*$/gm)]
  return paths.map(([, path = '']) => path.replace(/\/+$/, '')).filter((path) => path !== '')
}

/** The patterns of `.gitattributes` with `export-ignore`; `-export-ignore` takes it away. */
function unexportedIn(gitattributes: string): readonly string[] {
  return gitattributes.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...attributes] = line.trim().split(/\s+/)
    return !pattern.startsWith('#') && attributes.includes('export-ignore') ? [pattern] : []
  })
}
