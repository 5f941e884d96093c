import { setJson } from '../edits/json/json.ts'
import { errors } from '../errors/errors.ts'
import { isYarnBerry, type PackageManager } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import { satisfies } from '../model/versions.ts'
import { catalogsIn } from './catalogs.ts'
import { asSettings } from './read-settings.ts'
import { type PackageFile, packageFiles } from './workspaces.ts'

/** A version in a package.json that cannot be installed. */
export type Unresolved = {
  readonly path: string
  readonly name: string
  readonly version: string
  readonly why: 'package' | 'catalog' | 'file' | 'protocol'
}

/** What a version is written as for a package manager: itself, another version, or why there is none. */
type Resolution = { readonly version: string } | { readonly why: Unresolved['why'] }

type Resolving = {
  readonly packageManager: PackageManager
  /** The tree with the files of every package manager, also of those that are not used. */
  readonly source: Tree
  readonly folders: readonly string[]
}

/** Writes the versions of a workspace as the package manager reads them: `catalog:` and `workspace:` where it knows them. */
export function resolveVersions(tree: Tree, resolving: Resolving): Tree {
  const resolved = new Map(tree)
  const changed = resolutionsIn(resolving).filter(({ version, resolution }) => {
    return 'version' in resolution && resolution.version !== version
  })
  if (changed.length > mostChanged) {
    const problem = `more than ${mostChanged} of its versions are "workspace:" or "catalog:".`
    throw errors.templateInvalid(changed[0]?.file.path ?? '', problem)
  }
  for (const { file, list, name, resolution } of changed) {
    const found = resolved.get(file.path)
    if (!('version' in resolution) || typeof found?.content !== 'string') continue
    const content = setJson(found.content, [list, name], resolution.version)
    resolved.set(file.path, { ...found, content })
  }
  return resolved
}

/** Each change parses its file again, so a hostile template must not ask for thousands. */
const mostChanged = 300

/** The versions that the package manager could not install from the project's files. */
export function unresolvedVersions(resolving: Resolving): readonly Unresolved[] {
  return resolutionsIn(resolving).flatMap(({ file, name, version, resolution }) => {
    return 'why' in resolution ? [{ path: file.path, name, version, why: resolution.why }] : []
  })
}

const lists = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

function resolutionsIn({ packageManager, source, folders }: Resolving) {
  const files = packageFiles(source, folders)
  const catalogs = catalogsIn(source)
  const inCatalog = (name: string, version: string): Resolution => {
    const isKept =
      knowsCatalogs(packageManager) && catalogs.isKnownTo(packageManager, name, version)
    const found = isKept ? version : catalogs.versionOf(name, version)
    return found === undefined ? { why: 'catalog' } : { version: found }
  }
  const resolve = (file: PackageFile, name: string, version: string): Resolution => {
    const [protocol = ''] = /^[a-z]+:/.exec(version) ?? []
    if (protocol === 'catalog:') return inCatalog(name, version)
    if (protocol === 'workspace:') return inWorkspace(name, version, { files, packageManager })
    const known = protocols[protocol]
    if (known === undefined) return { version }
    if (!known(packageManager)) return { why: 'protocol' }
    return leadsTo(file, version.slice(protocol.length), source) ? { version } : { why: 'file' }
  }
  return files.flatMap((file) =>
    lists.flatMap((list) =>
      Object.entries(asSettings(file.json[list])).flatMap(([name, version]) => {
        if (typeof version !== 'string') return []
        return [{ file, list, name, version, resolution: resolve(file, name, version) }]
      }),
    ),
  )
}

/** Who can install from a folder or a file of the project; `patch:` has its files elsewhere. */
const protocols: Readonly<Record<string, (packageManager: PackageManager) => boolean>> = {
  'file:': () => true,
  'link:': ({ name }) => name !== 'npm',
  'portal:': (used) => isYarnBerry(used),
  'patch:': (used) => isYarnBerry(used),
}

function knowsCatalogs(used: PackageManager): boolean {
  return used.name !== 'yarn' || (isYarnBerry(used) && satisfies(used.version, '>=4.10'))
}

function knowsWorkspaces(used: PackageManager): boolean {
  return used.name === 'pnpm' || used.name === 'bun' || isYarnBerry(used)
}

/** npm and Yarn 1 link a member when its version is in the range, so a plain version will do. */
function inWorkspace(
  name: string,
  version: string,
  {
    files,
    packageManager,
  }: { readonly files: readonly PackageFile[]; readonly packageManager: PackageManager },
): Resolution {
  const asked = version.slice('workspace:'.length)
  const [, alias = name] = /^((?:@[^/]+\/)?[^@]+)@/.exec(asked) ?? []
  const member = files.find(({ json }) => json.name === alias)
  if (member === undefined && !/^[./]/.test(asked)) return { why: 'package' }
  if (knowsWorkspaces(packageManager)) return { version }
  if (alias !== name) return { why: 'protocol' }
  const own = typeof member?.json.version === 'string' ? member.json.version : undefined
  const isRange = /\d/.test(asked) && own !== undefined && satisfies(own, asked)
  return { version: isRange ? asked : '*' }
}

/** Whether a path from a package.json leads to something in the project; one of the machine is not looked at. */
function leadsTo({ folder }: PackageFile, written: string, tree: Tree): boolean {
  const [path = ''] = written.split(/#|::/)
  if (!/^\.{1,2}(?:\/|$)|^[\w@-]+(?:\/|\.tgz|\.tar\.gz)/.test(path)) return true
  const segments: string[] = []
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return false
    if (!['', '.', '..'].includes(segment)) segments.push(segment)
  }
  const place = segments.join('/')
  return (
    place === '' || tree.has(place) || [...tree.keys()].some((at) => at.startsWith(`${place}/`))
  )
}
