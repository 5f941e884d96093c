import { printJson } from '../edits/json/json.ts'
import { hashOf, modeOf, type Tree } from '../model/tree.ts'
import { withoutMark } from '../text.ts'

export const snapshotSchema = 'create-app/snapshot@1'

/** Name of a combination of answers -> path -> mode and hash of the file. */
export type Snapshot = ReadonlyMap<string, Files>

type Files = ReadonlyMap<string, string>

export type Difference = {
  /** The combination of answers. */
  readonly made: string
  readonly path: string
  readonly kind: 'new' | 'gone' | 'changed'
}

/** The snapshot of the current projects of a template. */
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

/** Prints the first combination completely, and only the differences for the others; null means that a file is missing. */
export function printSnapshot(snapshot: Snapshot): string {
  const first: Files = [...snapshot.values()][0] ?? new Map()
  const made = [...snapshot].map(([name, files], index) => {
    const other = [...files].filter(([path, file]) => index === 0 || first.get(path) !== file)
    const missing = [...first.keys()].filter((path) => !files.has(path))
    return [name, Object.fromEntries([...other, ...missing.map((path) => [path, null])])]
  })
  return printJson({ schema: snapshotSchema, made: Object.fromEntries(made) }, 'expand')
}

/** Reads a printed snapshot; undefined when the text is not one. */
export function readSnapshot(text: string): Snapshot | undefined {
  const { schema, made } = parsed(text)
  if (schema !== snapshotSchema || !isObject(made)) return undefined
  let first: Files | undefined
  const snapshot = new Map<string, Files>()
  for (const [name, entries] of Object.entries(made)) {
    if (!isObject(entries)) return undefined
    const files = new Map(first)
    for (const [path, file] of Object.entries(entries)) {
      if (typeof file === 'string') files.set(path, file)
      else files.delete(path)
    }
    first ??= files
    snapshot.set(name, files)
  }
  return snapshot
}

/** The differences between two snapshots. With `all`, combinations that are only in `before` count as well. */
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
    const value: unknown = JSON.parse(withoutMark(text))
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
