import { readFields } from '../../edits/json/json.ts'
import { compareRequired } from '../../model/versions.ts'
import { mapThree, type Three } from '../three/three.ts'
import type { FormatTexts, MergePlace, Ruler, Ruling } from './rulings.ts'

/** What the rules for versions say in a package.json. */
export function ruleDependencies(texts: FormatTexts): Ruler {
  const dependencies = mapThree(texts, dependenciesOf)
  return (place, versions) => {
    const name = dependencyAt(place)
    if (name === undefined) return undefined
    if (versions.disk === undefined) return ruleAbsent(name, versions, dependencies)
    if (versions.next === undefined) return ruleDropped(versions)
    return ruleGroup(name, dependencies) ?? ruleVersions(versions)
  }
}

/** What the rules for versions say in the catalogs of a pnpm-workspace.yaml. */
export const ruleCatalogs: Ruler = (place, versions) => {
  const isVersion = place[0] === (place.length === 2 ? 'catalog' : 'catalogs') && place.length < 4
  if (!isVersion) return undefined
  if (versions.disk === undefined) return ruleRemoved(versions)
  return versions.next === undefined ? ruleDropped(versions) : ruleVersions(versions)
}

const dependencyLists = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
]

type Dependencies = ReadonlyMap<string, string>

function dependenciesOf(content: string): Dependencies {
  const fields = readFields(content)
  return new Map(
    dependencyLists.flatMap((list) => {
      const members = Object.entries(Object(fields[list]))
      return members.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    }),
  )
}

function dependencyAt([list = '', name, ...rest]: MergePlace): string | undefined {
  if (list === 'packageManager' && name === undefined) return list
  return [...dependencyLists, 'overrides', 'resolutions'].includes(list) && rest.length === 0
    ? name
    : undefined
}

/** The person does not have a dependency of the template in this list. */
function ruleAbsent(
  name: string,
  versions: Three<string>,
  dependencies: Three<Dependencies>,
): Ruling | undefined {
  if (versions.base !== undefined) return ruleRemoved(versions)
  const [wasThere, isThere] = [dependencies.base?.has(name), dependencies.disk?.has(name)]
  // Both added it, to two lists.
  if (isThere && !wasThere) return { side: 'disk', note: 'already-there' }
  // The template moves it to this list, and the person removed it.
  return wasThere && !isThere ? { side: 'disk', note: 'not-added-back' } : undefined
}

function ruleRemoved({ base, next }: Three<string>): Ruling | undefined {
  if (base === undefined || base === next) return undefined
  return { side: 'disk', note: 'not-added-back' }
}

function ruleDropped({ base, disk }: Three<string>): Ruling | undefined {
  if (base === undefined || base === disk) return undefined
  return { side: 'disk', note: 'kept-though-dropped' }
}

/** The higher version counts, if programs for the lower one work with it. */
function ruleVersions({ base, disk = '', next = '' }: Three<string>): Ruling | undefined {
  if (base === disk || base === next) return undefined
  return rulingOf(compareVersions(disk, next))
}

function rulingOf(order: number | undefined): Ruling {
  if (order === undefined) return { side: 'conflict' }
  if (order === 0) return { side: 'disk' }
  return order < 0 ? { side: 'next' } : { side: 'disk', note: 'newer-kept' }
}

function compareVersions(disk: string, next: string): number | undefined {
  const [one, other] = [disk, next].map(versionOf)
  if (one?.name !== other?.name) return undefined
  return compareRequired(one?.version ?? '', other?.version ?? '')
}

/** The version in the text of a scalar: `"^6.1.0"`, `"npm@11.1.0+sha512.…"`. */
function versionOf(text: string): { name: string; version: string } {
  const [, name = '', version = ''] = /^"?(?:([a-z]+)@)?([^+"]*)/.exec(text) ?? []
  return { name, version }
}

/** Packages that work together only in the same version. */
const groups: readonly ((name: string) => boolean)[] = [
  (name) => name === 'prisma' || name.startsWith('@prisma/'),
  (name) => name.startsWith('@trpc/'),
  (name) => name === 'react' || name === 'react-dom',
  (name) => name === 'next' || name.startsWith('@next/') || name === 'eslint-config-next',
]

/** All packages of a group come from one side. Undefined where only one side changed the group. */
function ruleGroup(name: string, { base, disk, next }: Three<Dependencies>): Ruling | undefined {
  const group = groups.find((includes) => includes(name))
  if (group === undefined || !disk || !next) return undefined
  const members = [...disk.keys()].filter((member) => group(member) && next.has(member))
  const isChanged = (side: Dependencies) =>
    members.some((member) => side.get(member) !== base?.get(member))
  if (!isChanged(disk) || !isChanged(next)) return undefined
  const orders = members.map((member) => {
    return compareVersions(disk.get(member) ?? '', next.get(member) ?? '') ?? Number.NaN
  })
  if (orders.every((order) => order >= 0)) return rulingOf(Math.max(...orders))
  return rulingOf(orders.every((order) => order <= 0) ? -1 : undefined)
}
