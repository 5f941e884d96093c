import { errors } from '../errors/errors.ts'
import { limits } from './limits.ts'
import { folderNameProblem, isPlain } from './names.ts'
import { foldersAbove } from './tree.ts'

/** Whether a path stays in the folder that it is joined to. */
export function isInside(path: string): boolean {
  const odd = /^[A-Za-z]:|[\\\0]/.test(path)
  return !odd && path.split('/').every((segment) => !['', '.', '..'].includes(segment))
}

/**
 * Refuses paths of a project that leave it, that some system cannot hold or takes for another one,
 * and those which git or we ourselves would follow.
 */
export function assertPlaceable(paths: readonly string[]): void {
  const places: ClaimedPaths = new Map()
  for (const path of paths) {
    const problem = pathProblem(path) ?? claim(path, places)
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

/** What stands where, by its folded name. */
type ClaimedPaths = Map<string, ClaimedPath>

/** Takes the places of a file and the folders above it; says what is wrong with one of them. */
function claim(path: string, places: ClaimedPaths): string | undefined {
  for (const place of [...foldersAbove(path), path]) {
    const isFile = place === path
    const other = places.get(folded(place))
    const problem = other ? meetingProblem({ place, isFile }, other) : nameProblem(place)
    if (problem) return problem
    places.set(folded(place), { place, isFile })
  }
  return undefined
}

/** A place by the name that a disk finds it under which knows no case. */
export function folded(place: string): string {
  return (isPlain(place) ? place : place.normalize('NFC')).toLowerCase().toUpperCase()
}

function meetingProblem(one: ClaimedPath, other: ClaimedPath): string | undefined {
  if (one.place === other.place && !one.isFile && !other.isFile) return undefined
  return `it meets ${other.place}, which is the same on many disks`
}

function nameProblem(place: string): string | undefined {
  const name = place.slice(place.lastIndexOf('/') + 1)
  if (isGitFolder(name)) return 'git takes it for a folder of its own'
  if (isStage(name)) return 'create-app keeps such names for its own work'
  return folderNameProblem(name, 'win32')
}

/** Also what Windows (`git~1`) and macOS (an invisible character between) make of other names. */
function isGitFolder(name: string): boolean {
  const seen = isPlain(name) ? name : name.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  return /^(?:\.git|git~\d+)[. ]*$/i.test(seen)
}

/** A later run would take it for what a dead one left, and clean up by its journal. */
function isStage(name: string): boolean {
  return /^\.create-app-/i.test(name)
}

/** By these names git takes any folder for a repository, and runs what the config in it says. */
function assertNoRepository(places: ClaimedPaths): void {
  for (const [name, { place }] of places) {
    if (!/(?:^|\/)HEAD$/.test(name)) continue
    const folder = name.slice(0, -'HEAD'.length)
    if (places.has(`${folder}OBJECTS`) || places.has(`${folder}COMMONDIR`)) {
      throw errors.unsafePath(place, 'git takes its folder for a repository')
    }
  }
}
