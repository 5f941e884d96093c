type Lockfile = {
  readonly lockfileVersion?: number
  readonly packages?: Readonly<Record<string, unknown>>
}

/** npm's lockfile. */
export const npmLockfile = 'package-lock.json'

export function isNpmLockfile(path: string): boolean {
  return path === npmLockfile || path.endsWith(`/${npmLockfile}`)
}

/** Whether a `package-lock.json` has only entries that are to be added to another one. */
export function isPartOfLockfile(text: string): boolean {
  const lockfile = readLockfile(text)
  return lockfile?.packages !== undefined && lockfile.lockfileVersion === undefined
}

/** Adds the entries of one lockfile of npm to another one, which keeps those that it has. */
export function mergeLockfile(base: string, over: string): string {
  const [below, above] = [readLockfile(base), readLockfile(over)]
  if (below === undefined || above === undefined) throw new Error('It is not valid JSON.')
  return withEntriesOf(below, above.packages ?? {})
}

/** The lockfile of a project with the entries that are new in the lockfile of its template; undefined where none is. */
export function withNewEntries(
  lockfile: string,
  { before, after }: { readonly before: string; readonly after: string },
): string | undefined {
  const [own, old, next] = [readLockfile(lockfile), readLockfile(before), readLockfile(after)]
  if (own?.packages === undefined || old?.packages === undefined) return undefined
  const known = new Set([...Object.keys(own.packages), ...Object.keys(old.packages)])
  const added = Object.entries(next?.packages ?? {}).filter(([name]) => !known.has(name))
  return added.length === 0 ? undefined : withEntriesOf(own, Object.fromEntries(added))
}

function withEntriesOf(lockfile: Lockfile, entries: Readonly<Record<string, unknown>>): string {
  const packages = Object.entries({ ...entries, ...lockfile.packages })
  const sorted = packages.sort(([a], [b]) => order.compare(a, b))
  return `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`
}

/** As npm sorts them. */
const order = new Intl.Collator('en')

function readLockfile(text: string): Lockfile | undefined {
  try {
    const lockfile = JSON.parse(text)
    return typeof lockfile === 'object' && lockfile !== null ? lockfile : undefined
  } catch {
    return undefined
  }
}
