import { readFields } from '../edits/json/json.ts'

/** The names of all packages that a package.json asks for. */
export function dependenciesIn(packageJson: string): readonly string[] {
  const fields = readFields(packageJson)
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap(
    (list) => Object.keys((fields[list] ?? {}) as object),
  )
}
