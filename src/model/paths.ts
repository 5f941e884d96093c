import { errors } from '../errors/errors.ts'
import { limits } from './limits.ts'
import { folderNameProblem } from './names.ts'
import { foldersAbove } from './tree.ts'

/** Whether a path stays inside the folder that it is joined to. */
export function isInside(path: string): boolean {
  const odd = /^[A-Za-z]:|[\\\0]/.test(path)
  return !odd && path.split('/').every((segment) => !['', '.', '..'].includes(segment))
}

/**
 * Refuses paths that leave the project, that some system cannot store or treats as the same as another path,
 * and paths that have a meaning for git or create-app.
 * @param existing files and folders that are on this disk, so that it can store their names.
 */
export function assertPlaceable(
  paths: readonly string[],
  existing: ReadonlySet<string> = new Set(),
): void {
  const places: ClaimedPaths = new Map()
  for (const path of paths) {
    const problem = pathProblem(path) ?? claim(path, { places, existing })
    if (problem) throw errors.unsafePath(path, problem)
  }
  assertNoRepository(places)
}

function pathProblem(path: string): string | undefined {
  if (!isInside(path)) return 'it leaves the project'
  const isLong = Buffer.byteLength(path) > limits.pathBytes
  return isLong ? `it is longer than ${limits.pathBytes} bytes` : undefined
}

type ClaimedPath = { readonly place: string; readonly isFile: boolean }

/** The claimed paths by their folded name. */
type ClaimedPaths = Map<string, ClaimedPath>

/** Claims the paths of a file and its parent folders; returns the first problem. */
function claim(
  path: string,
  { places, existing }: { places: ClaimedPaths; existing: ReadonlySet<string> },
): string | undefined {
  for (const place of [...foldersAbove(path), path]) {
    const isFile = place === path
    const other = places.get(folded(place))
    const problem = other
      ? meetingProblem({ place, isFile }, other)
      : nameProblem(place, existing.has(place))
    if (problem) return problem
    places.set(folded(place), { place, isFile })
  }
  return undefined
}

/** A path in the form in which a case-insensitive disk compares it. */
export function folded(place: string): string {
  return place.normalize('NFC').toLowerCase().toUpperCase()
}

function meetingProblem(one: ClaimedPath, other: ClaimedPath): string | undefined {
  if (one.place === other.place && !one.isFile && !other.isFile) return undefined
  return `many disks treat it as the same as ${other.place}`
}

function nameProblem(place: string, isThere: boolean): string | undefined {
  const name = place.slice(place.lastIndexOf('/') + 1)
  if (isGitFolder(name)) return 'git would use it as its own folder'
  if (isStage(name)) return 'create-app reserves such names for its own files'
  return isThere ? undefined : folderNameProblem(name, 'win32')
}

/** Includes names that Windows (`git~1`) and macOS (invisible characters) treat as `.git`. */
function isGitFolder(name: string): boolean {
  const seen = name.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  return /^(?:\.git|git~\d+)[. ]*$/i.test(seen)
}

/** How a folder is called that a run works in: `.create-app-<process>-<target>-XXXXXX`. */
export const stageName = /^\.create-app-([1-9]\d*)-(\w{8})-\w{6}$/

/** A later run would treat it as the remains of a killed run and clean it up. */
function isStage(name: string): boolean {
  return /^\.create-app-/i.test(name)
}

/** A folder with these names is a repository to git, which runs commands from its config. */
function assertNoRepository(places: ClaimedPaths): void {
  for (const [name, { place }] of places) {
    if (!/(?:^|\/)HEAD$/.test(name)) continue
    const folder = name.slice(0, -'HEAD'.length)
    if (places.has(`${folder}OBJECTS`) || places.has(`${folder}COMMONDIR`)) {
      throw errors.unsafePath(place, 'git would use its folder as a repository')
    }
  }
}
