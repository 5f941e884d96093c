import { printJson } from '../edits/json/json.ts'
import { hashOf, modeOf, type Tree } from '../model/tree.ts'

export const snapshotSchema = 'create-app/snapshot@1'

/** Of each combination of answers, by its name, the mode and hash of each file by its path. */
export type Snapshot = ReadonlyMap<string, Files>

type Files = ReadonlyMap<string, string>

export type Difference = {
  /** The combination of answers. */
  readonly made: string
  readonly path: string
  readonly kind: 'new' | 'gone' | 'changed'
}

/** What the projects of a template are now. */
export function snapshotOf(projects: ReadonlyMap<string, Tree>): Snapshot {
  return new Map(
    [...projects].map(([name, tree]) => [
      name,
      new Map(
        [...tree].map(([path, file]) => [path, `${modeOf(file).toString(8)} ${hashOf(file)}`]),
      ),
    ]),
  )
}

/** The first combination whole, of the others what is not as in the first: null is no such file. */
export function printSnapshot(snapshot: Snapshot): string {
  const first: Files = [...snapshot.values()][0] ?? new Map()
  const made = [...snapshot].map(([name, files], index) => {
    const other = [...files].filter(([path, file]) => index === 0 || first.get(path) !== file)
    const missing = [...first.keys()].filter((path) => !files.has(path))
    return [name, Object.fromEntries([...other, ...missing.map((path) => [path, null])])]
  })
  return printJson({ schema: snapshotSchema, made: Object.fromEntries(made) }, 'expand')
}

/** Reads what was printed; undefined when it is something else. */
export function readSnapshot(text: string): Snapshot | undefined {
  const { schema, made } = parsed(text)
  if (schema !== snapshotSchema || !isObject(made)) return undefined
  let first: Files | undefined
  const snapshot = new Map<string, Files>()
  for (const [name, said] of Object.entries(made)) {
    if (!isObject(said)) return undefined
    const files = new Map(first)
    for (const [path, file] of Object.entries(said)) {
      if (typeof file === 'string') files.set(path, file)
      else files.delete(path)
    }
    first ??= files
    snapshot.set(name, files)
  }
  return snapshot
}

/** What is not as it was, of the combinations that are looked at; `all` also misses those that are not. */
export function differencesOf(
  before: Snapshot,
  now: Snapshot,
  { all }: { all: boolean },
): readonly Difference[] {
  const names = new Set([...now.keys(), ...(all ? before.keys() : [])])
  return [...names].flatMap((made) => {
    const [old, current]: Files[] = [before.get(made) ?? new Map(), now.get(made) ?? new Map()]
    const paths = [...new Set([...(old ?? []), ...(current ?? [])].map(([path]) => path))].sort()
    return paths.flatMap((path): Difference[] => {
      if (old?.get(path) === current?.get(path)) return []
      const kind = !old?.has(path) ? 'new' : current?.has(path) ? 'changed' : 'gone'
      return [{ made, path, kind }]
    })
  })
}

function parsed(text: string): { schema?: unknown; made?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
