import { readJson, setJson } from '../../src/edits/json/json.ts'
import { isNewer } from '../../src/plan/newer-release.ts'

/** What a release is made from: the texts of three files, and the tags there are. */
export type Before = {
  readonly packageJson: string
  readonly lockfile: string
  readonly changelog: string
  readonly tags: readonly string[]
}

export type Release = {
  readonly version: string
  readonly tag: string
  /** What changed, as the changelog has it. */
  readonly notes: string
  /** The new text of each file. */
  readonly files: Readonly<Record<string, string>>
}

/** Why there is no release; what to do about it is in the words. */
export class NoRelease extends Error {}

/**
 * Plans the release that stands as unreleased at the head of the changelog. Pure.
 * @param asked the version, for those who want to be sure.
 * @param day of the release: `2026-11-20`.
 */
export function planRelease(before: Before, asked: string | undefined, day: string): Release {
  const { version, notes } = unreleasedIn(before.changelog)
  if (asked !== undefined && asked !== version) {
    throw new NoRelease(`CHANGELOG.md has ${version} unreleased, and not ${asked}.`)
  }
  const tag = `v${version}`
  if (before.tags.includes(tag)) throw new NoRelease(`There is a tag ${tag} already.`)
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
    throw new NoRelease('CHANGELOG.md does not begin with a section “## <version> (unreleased)”.')
  }
  const notes = text.trim()
  if (!/^- /m.test(notes))
    throw new NoRelease(`The section of ${version} says of nothing that changed.`)
  return { version, notes }
}

/** npm keeps the version twice. */
function lockedAs(version: string, lockfile: string): string {
  const named = setJson(lockfile, ['version'], version)
  const { packages } = readJson(named) as { packages?: Record<string, unknown> }
  return packages?.[''] === undefined ? named : setJson(named, ['packages', '', 'version'], version)
}
