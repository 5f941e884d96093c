import type { PackageManager, PackageManagerName } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import { asSettings, packageJsonAt, type Settings, yamlAt } from './read-settings.ts'
import { pnpmWorkspace } from './workspaces.ts'

/** The versions that `catalog:` stands for. */
export type Catalogs = {
  /** The version of a package, or undefined. */
  readonly versionOf: (name: string, version: string) => string | undefined
  /** Whether a package manager finds it by itself. */
  readonly isKnownTo: (packageManager: PackageManager, name: string, version: string) => boolean
}

/** Reads the catalogs of a template: each package manager has them in a file of its own. */
export function catalogsIn(tree: Tree): Catalogs {
  const { workspaces, ...manifest } = packageJsonAt(tree, 'package.json') ?? {}
  const sources: Readonly<Record<Exclude<PackageManagerName, 'npm'>, readonly Settings[]>> = {
    pnpm: [yamlAt(tree, pnpmWorkspace) ?? {}],
    yarn: [yamlAt(tree, '.yarnrc.yml') ?? {}],
    bun: [asSettings(workspaces), manifest],
  }
  const all = Object.values(sources).flat()
  return {
    versionOf: (name, version) => find(all, name, version),
    isKnownTo: (packageManager, name, version) => {
      const own = packageManager.name === 'npm' ? [] : sources[packageManager.name]
      return find(own, name, version) !== undefined
    },
  }
}

/** `catalog:` and `catalog:default` are the catalog without a name. */
function find(sources: readonly Settings[], name: string, version: string): string | undefined {
  const asked = version.slice('catalog:'.length).trim()
  const found = sources.flatMap(({ catalog, catalogs }) => {
    const named = asSettings(asSettings(catalogs)[asked || 'default'])
    return asked === '' || asked === 'default' ? [asSettings(catalog), named] : [named]
  })
  const versions = found.map((one) => one[name]).filter((one) => typeof one === 'string')
  return versions.find((one) => !one.startsWith('catalog:'))
}
