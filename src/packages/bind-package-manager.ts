import { setJson } from '../edits/json/json.ts'
import { setYaml } from '../edits/yaml/yaml.ts'
import {
  type PackageManager,
  packageManagers,
  parsePackageManager,
  printPackageManager,
} from '../model/package-manager.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
import { isRange, satisfies } from '../model/versions.ts'
import { asSettings, packageJsonAt, type Settings, yamlAt } from './read-settings.ts'
import { isOther, onlyAllowShape, type Sign, yarnKindOf } from './signs.ts'
import {
  foldersMatching,
  memberFolders,
  packageFiles,
  packageJsonIn,
  pnpmWorkspace,
  workspacePatterns,
} from './workspaces.ts'

/** The package manager of a project, and the one that its template shows. */
export type Bound = {
  readonly packageManager: PackageManager
  readonly sign: Sign | undefined
  /** The folders of the template's parts. */
  readonly folders: readonly string[]
}

/** Changes everything of a template together that binds a project to one package manager. */
export function bindPackageManager(tree: Tree, bound: Bound): Tree {
  const { sign, packageManager, folders } = bound
  if (sign && !isOther(sign, packageManager)) return pinVersion(tree, packageManager)
  const workspace = bindWorkspace(tree, packageManager)
  const dropped = new Set(droppedFiles(tree, bound))
  return packageFiles(tree, folders).reduce<Tree>(
    (bindings, { path }) => edit(bindings, path, (json) => bindingsOf(json, packageManager)),
    new Map([...workspace].filter(([path]) => !dropped.has(path))),
  )
}

/** The files of a template that only the package manager reads that is not used. */
export function droppedFiles(tree: Tree, { sign, packageManager }: Bound): readonly string[] {
  if (!sign || !isOther(sign, packageManager)) return []
  const { name } = packageManager
  const yarn = name === 'yarn' ? yarnKindOf(packageManager) : undefined
  const foreign = [
    ...(name === 'pnpm' ? [] : [pnpmWorkspace, '.pnpmfile.cjs']),
    ...(yarn === 'berry' ? [] : ['.yarnrc.yml', '.yarn/']),
    ...(yarn === 'classic' ? [] : ['.yarnrc']),
  ]
  return [...tree.keys()].filter((path) => {
    return foreign.some((one) => path === one || (one.endsWith('/') && path.startsWith(one)))
  })
}

type Edit = readonly [path: readonly string[], value: unknown]

/** Edits a package.json; only the lines of the values change. */
function edit(tree: Tree, path: string, editsOf: (json: Settings) => readonly Edit[]): Tree {
  const file = tree.get(path)
  const json = packageJsonAt(tree, path)
  if (typeof file?.content !== 'string' || json === undefined) return tree
  const content = editsOf(json).reduce(
    (text, [at, value]) => setJson(text, at, value),
    file.content,
  )
  return content === file.content ? tree : new Map(tree).set(path, { ...file, content })
}

/** The template's own package manager: a version that is the same stays as it is written, with its hash. */
function pinVersion(tree: Tree, used: PackageManager): Tree {
  return edit(tree, 'package.json', ({ packageManager, devEngines }) => {
    const isPinned = packageManager !== undefined && used.version !== ''
    const isSame = isSamePin(String(packageManager), used)
    const engine = asSettings(asSettings(devEngines).packageManager)
    const range = String(engine.version ?? '*')
    const isTaken = used.version === '' || !isRange(range) || satisfies(used.version, range)
    return [
      ...(isPinned && !isSame ? [[['packageManager'], printPackageManager(used)] as const] : []),
      ...(isTaken ? [] : [[['devEngines', 'packageManager', 'version'], used.version] as const]),
    ]
  })
}

function isSamePin(written: string, used: PackageManager): boolean {
  const pinned = parsePackageManager(written)
  const plain = (version: string) => version.replace(/\+.*$/s, '')
  return pinned?.name === used.name && plain(pinned.version) === plain(used.version)
}

/** What in a package.json names a package manager. */
function bindingsOf(json: Settings, used: PackageManager): readonly Edit[] {
  const { packageManager, scripts } = json
  const { preinstall } = asSettings(scripts)
  const pinned = used.version === '' ? undefined : printPackageManager(used)
  const isForeign = onlyAllowShape.exec(String(preinstall))?.[1] !== used.name
  return [
    ...(packageManager === undefined || isSamePin(String(packageManager), used)
      ? []
      : [[['packageManager'], pinned] as const]),
    ...devEngineOf(json, used),
    ...enginesOf(json, used),
    ...(typeof preinstall === 'string' && onlyAllowShape.test(preinstall) && isForeign
      ? [[['scripts', 'preinstall'], allowing(preinstall, used)] as const]
      : []),
  ]
}

function allowing(script: string, { name }: PackageManager): string {
  return script.replace(onlyAllowShape, (whole, other: string) => {
    return `${whole.slice(0, -other.length)}${name}`
  })
}

function devEngineOf({ devEngines }: Settings, { name }: PackageManager): readonly Edit[] {
  const all = [asSettings(devEngines).packageManager].flat().map(asSettings)
  if (all.every((one) => one.name === undefined || one.name === name)) return []
  const onFail = all.find((one) => one.onFail !== undefined)?.onFail
  const value = { name, ...(onFail === undefined || onFail === 'download' ? {} : { onFail }) }
  return [[['devEngines', 'packageManager'], value]]
}

/** `"npm": "please-use-pnpm"` is no range. */
function enginesOf({ engines }: Settings, used: PackageManager): readonly Edit[] {
  const entries = Object.entries(asSettings(engines))
  const unwanted = packageManagers.filter((name) => {
    const range = entries.find(([key]) => key === name)?.[1]
    return range !== undefined && (name !== used.name || !isRange(String(range)))
  })
  if (unwanted.length === 0) return []
  if (unwanted.length === entries.length) return [[['engines'], undefined]]
  return unwanted.map((name) => [['engines', name], undefined])
}

/** The list of the workspace's folders is in pnpm-workspace.yaml for pnpm, and in package.json for the others. */
function bindWorkspace(tree: Tree, used: PackageManager): Tree {
  const [forPnpm, forOthers] = [workspacePatterns(tree, 'pnpm'), workspacePatterns(tree, 'npm')]
  if (used.name === 'pnpm') {
    if (forPnpm.length > 0 || forOthers.length === 0) return tree
    const file = tree.get(pnpmWorkspace)
    const moved = edit(tree, 'package.json', () => [[['workspaces'], undefined]])
    return new Map(moved).set(pnpmWorkspace, { ...file, content: pnpmFile(file, forOthers) })
  }
  const isClassic = used.name === 'yarn' && yarnKindOf(used) === 'classic'
  const patterns = forPnpm.filter((pattern) => !/^\.?\/?$/.test(pattern))
  // Yarn 1 has no patterns that exclude.
  const hasNots = isClassic && patterns.some((pattern) => pattern.startsWith('!'))
  const written = hasNots ? foldersMatching(tree, patterns) : patterns
  const listed =
    forOthers.length > 0 || written.length === 0
      ? tree
      : edit(tree, 'package.json', () => [[['workspaces'], written]])
  return isClassic ? forClassic(listed) : listed
}

/** With `linkWorkspacePackages` a plain version means a member of the workspace, as it does to the others. */
function pnpmFile(file: TreeFile | undefined, packages: readonly string[]): string {
  const text = typeof file?.content === 'string' ? file.content : ''
  return setYaml(setYaml(text, ['packages'], packages), ['linkWorkspacePackages'], true)
}

/** Yarn 1 refuses a workspace that is not private, and members without a version. */
function forClassic(tree: Tree): Tree {
  const members = memberFolders(tree)
  if (members.length === 0) return tree
  const isPrivate = edit(tree, 'package.json', () => [[['private'], true]])
  return members.map(packageJsonIn).reduce((versioned, path) => {
    return edit(versioned, path, (json) =>
      json.version === undefined ? [[['version'], '0.0.0']] : [],
    )
  }, isPrivate)
}

/** Whether pnpm-workspace.yaml says more than where the members are and which versions they use. */
export function hasMoreSettings(tree: Tree): boolean {
  const known = ['packages', 'catalog', 'catalogs', 'linkWorkspacePackages']
  return Object.keys(yamlAt(tree, pnpmWorkspace) ?? {}).some((key) => !known.includes(key))
}
