import { errors } from '../errors.ts'
import { limits } from './limits.ts'
import { folderNameProblem } from './names.ts'
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
  const places: Places = new Map()
  for (const path of paths) {
    const problem = problemWith(path) ?? claim(path, places)
    if (problem) throw errors.unsafePath(path, problem)
  }
  assertNoRepository(places)
}

function problemWith(path: string): string | undefined {
  if (!isInside(path)) return 'it leaves the project'
  const segments = path.split('/')
  if (segments.some(isGitFolder)) return 'git takes it for a folder of its own'
  if (segments.some(isStage)) return 'create-app works in folders of that name'
  if (Buffer.byteLength(path) > limits.pathBytes) {
    return `it is longer than ${limits.pathBytes} bytes`
  }
  return segments.map((segment) => folderNameProblem(segment, 'win32')).find(Boolean)
}

/** Also what Windows (`git~1`) and macOS (an invisible character between) make of other names. */
function isGitFolder(segment: string): boolean {
  const seen = segment.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  return /^(?:\.git|git~\d+)[. ]*$/i.test(seen)
}

/** A later run would take it for what a dead one left, and clean up by its journal. */
function isStage(segment: string): boolean {
  return /^\.create-app-\w{6}$/i.test(segment)
}

/** What stands where, by the name that a disk finds it under which knows no case. */
type Places = Map<string, { readonly place: string; readonly isFile: boolean }>

/** Takes the places of a file and the folders above it; says what stands there already. */
function claim(path: string, places: Places): string | undefined {
  for (const place of [...foldersAbove(path), path]) {
    const isFile = place === path
    const other = places.get(folded(place))
    if (other && (other.place !== place || isFile || other.isFile)) {
      return `it meets ${other.place}, which is the same on many disks`
    }
    places.set(folded(place), { place, isFile })
  }
  return undefined
}

function folded(place: string): string {
  return place.normalize('NFKD').toLowerCase().toUpperCase()
}

/** By these names git takes any folder for a repository, and runs what the config in it says. */
function assertNoRepository(places: Places): void {
  for (const [name, { place }] of places) {
    if (!/(?:^|\/)HEAD$/.test(name)) continue
    const folder = name.slice(0, -'HEAD'.length)
    if (places.has(`${folder}OBJECTS`) || places.has(`${folder}COMMONDIR`)) {
      throw errors.unsafePath(place, 'git takes its folder for a repository')
    }
  }
}
