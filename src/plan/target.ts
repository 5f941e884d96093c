/** Where a project goes, and what is there already. */
export type Target = {
  /** Absolute path. */
  readonly dir: string
  /** What the person typed, or the path relative to where they stand: for `cd` and for messages. */
  readonly shown: string
  readonly state: 'missing' | 'existing'
  /** Relative paths of the files that are there and stay: `.git`, an editor's folder, a licence. */
  readonly paths: ReadonlySet<string>
}
