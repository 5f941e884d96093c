import { readJson, setJson } from '../../src/edits/json/json.ts'
import { isNewer } from '../../src/plan/newer-release.ts'

/** The input of a release: the texts of three files, and the existing tags. */
export type Before = {
  readonly packageJson: string
  readonly lockfile: string
  readonly changelog: string
  readonly tags: readonly string[]
}

export type Release = {
  readonly version: string
  readonly tag: string
  /** The changes, as the changelog lists them. */
  readonly notes: string
  /** The new text of each file. */
  readonly files: Readonly<Record<string, string>>
}

/** The reason why there is no release; the message says what to do. */
export class NoRelease extends Error {}

/**
 * Plans the release of the unreleased section at the top of the changelog. Pure.
 * @param asked the expected version, if one was given.
 * @param day the day of the release: `2026-11-20`.
 */
export function planRelease(before: Before, asked: string | undefined, day: string): Release {
  const { version, notes } = unreleasedIn(before.changelog)
  if (asked !== undefined && asked !== version) {
    throw new NoRelease(`The unreleased version in CHANGELOG.md is ${version}, not ${asked}.`)
  }
  const tag = `v${version}`
  if (before.tags.includes(tag)) throw new NoRelease(`The tag ${tag} already exists.`)
  const newest = before.tags
    .filter((one) => /^v\d+\.\d+\.\d+$/.test(one))
    .map((one) => one.slice(1))
    .find((one) => !isNewer(version, one))
  if (newest !== undefined) throw new NoRelease(`${version} is not newer than ${newest}.`)
  return {
    version,
    tag,
    notes,
    files: {
      'package.json': setJson(before.packageJson, ['version'], version),
      'package-lock.json': lockedAs(version, before.lockfile),
      'CHANGELOG.md': before.changelog.replace(
        `## ${version} (unreleased)`,
        `## ${version} (${day})`,
      ),
    },
  }
}

function unreleasedIn(changelog: string): { version: string; notes: string } {
  const [, heading = '', text = ''] =
    /^## (.+)\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog) ?? []
  const [, version] = /^(\d+\.\d+\.\d+) \(unreleased\)$/.exec(heading) ?? []
  if (version === undefined) {
    throw new NoRelease('CHANGELOG.md does not start with a section “## <version> (unreleased)”.')
  }
  const notes = text.trim()
  if (!/^- /m.test(notes))
    throw new NoRelease(`The section of ${version} in CHANGELOG.md is empty.`)
  return { version, notes }
}

/** Sets the version in the lockfile, where npm stores it twice. */
function lockedAs(version: string, lockfile: string): string {
  const named = setJson(lockfile, ['version'], version)
  const { packages } = readJson(named) as { packages?: Record<string, unknown> }
  return packages?.[''] === undefined ? named : setJson(named, ['packages', '', 'version'], version)
}
