import { isInside } from './paths.ts'

/** The source of a template that has to be fetched. */
export type Source = HostSource | PackageSource | TarballSource

/** A repository on one of the hosts. */
export type HostSource = Demand & {
  readonly kind: 'host'
  readonly host: Host
  readonly repository: string
  /** A branch, a tag or a commit; undefined means the default branch. */
  readonly ref: string | undefined
}

/** A package from the user's npm registry. */
export type PackageSource = Demand & {
  readonly kind: 'package'
  readonly name: string
  /** A version, a range or a tag. */
  readonly version: string
}

export type TarballSource = Demand & { readonly kind: 'tarball'; readonly url: string }

type Demand = {
  /** The template's folder inside the source; empty for the root. */
  readonly dir: string
  /** The required hash of the tarball, as `sha512-<base64>`. */
  readonly integrity?: string
}

/** The prefixes of repositories and their hosts. */
export const hosts = {
  gh: 'github',
  github: 'github',
  gitlab: 'gitlab',
  bitbucket: 'bitbucket',
  sourcehut: 'sourcehut',
} as const

export type Host = (typeof hosts)[keyof typeof hosts]

/** Reads `gh:user/repo/dir#ref`, `npm:package@version/dir` or a URL; undefined for anything else. */
export function parseSource(text: string): Source | undefined {
  const [, asked = '', integrity] = /^(.*?)(?:#(sha512-[A-Za-z0-9+/]{86}==))?$/.exec(text) ?? []
  const source = packageOf(asked) ?? repositoryOf(asked) ?? tarballOf(asked)
  return source && integrity !== undefined ? { ...source, integrity } : source
}

function packageOf(asked: string): PackageSource | undefined {
  const form = /^npm:((?:@[\w.~-]+\/)?[\w~][\w.~-]*)(?:@([\w.~^*+-]+))?(?:\/(.*))?$/
  const [, name, version = 'latest', dir = ''] = form.exec(asked) ?? []
  if (name === undefined || !isPlain(dir)) return undefined
  return { kind: 'package', name, version, dir: trimmed(dir) }
}

/**
 * GitLab groups can be nested, so `::` separates the repository from the folder there; elsewhere it is optional.
 * Refuses anything that giget would silently cut off.
 */
function repositoryOf(asked: string): HostSource | undefined {
  const [, prefix = '', rest = ''] = /^([a-z]+):(.*)$/.exec(asked) ?? []
  if (!isHost(prefix)) return undefined
  const form =
    prefix === 'gitlab'
      ? /^([-\w.]+(?:\/[-\w.]+)+)(?:::([^#]*))?(?:#([-\w./@]+))?$/
      : /^([-\w.]+\/[-\w.]+)(?:(?:\/|::)([^#]*))?(?:#([-\w./@]+))?$/
  const [, repository, dir = '', ref] = form.exec(rest) ?? []
  if (repository === undefined || ![repository, dir, ref ?? ''].every(isPlain)) return undefined
  return { kind: 'host', host: hosts[prefix], repository, dir: trimmed(dir), ref }
}

function isHost(prefix: string): prefix is keyof typeof hosts {
  return Object.hasOwn(hosts, prefix)
}

/** Plain http is allowed only for this machine: on a network, others could change the template. */
function tarballOf(asked: string): TarballSource | undefined {
  if (!/^https?:/.test(asked) || !URL.canParse(asked) || asked.includes('#')) return undefined
  const { protocol, hostname, href } = new URL(asked)
  if (protocol === 'http:' && !isLoopback(hostname)) return undefined
  return { kind: 'tarball', url: href, dir: '' }
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.[\d.]+$/.test(hostname)
}

/** Whether a URL contains a secret, which would end up in records and logs. */
export function holdsSecret(template: string): boolean {
  if (!/^https?:/.test(template) || !URL.canParse(template)) return false
  const { username, password, searchParams } = new URL(template)
  const secret =
    /token|secret|passw|credential|signature|api_?key|(?:^|[_-])(?:sig|key|auth|pass)$/i
  return (
    username !== '' || password !== '' || [...searchParams.keys()].some((key) => secret.test(key))
  )
}

/** A source as it is typed, without its required hash. */
export function printSource(source: Source): string {
  switch (source.kind) {
    case 'host': {
      const { host, repository, dir, ref } = source
      const prefix = host === 'github' ? 'gh' : host
      const folder = dir === '' ? '' : `${host === 'gitlab' ? '::' : '/'}${dir}`
      return `${prefix}:${repository}${folder}${ref === undefined ? '' : `#${ref}`}`
    }
    case 'package':
      return `npm:${source.name}@${source.version}${source.dir === '' ? '' : `/${source.dir}`}`
    case 'tarball':
      return source.url
  }
}

/** What a recorded source names, whatever its version. */
export function unversioned(text: string): string {
  const source = parseSource(text)
  if (source?.kind === 'host') return printSource({ ...source, ref: undefined })
  return source?.kind === 'package' ? printSource({ ...source, version: 'latest' }) : text
}

/** Adds the hash to a printed source, so that it identifies exactly one content. */
export function demand(source: string, integrity: string | undefined): string {
  return integrity === undefined ? source : `${source}#${integrity}`
}

/** The id of a fetched template: the name of its folder, repository, package or file. */
export function idOf(source: Source): string {
  const name = lastSegment(source.dir || wholeOf(source)).replace(/\.(?:tar\.gz|tgz)$/, '')
  return name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'template'
}

function wholeOf(source: Source): string {
  if (source.kind === 'host') return source.repository
  return source.kind === 'package' ? source.name : new URL(source.url).pathname
}

/** Whether a ref is a full commit hash. */
export function isCommit(ref: string | undefined): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref ?? '')
}

/** Whether a source always has the same content, so that a cached copy is never stale. */
export function isPinned(source: Source): boolean {
  return source.integrity !== undefined || (source.kind === 'host' && isCommit(source.ref))
}

/** The exact source of what was fetched: with its commit or version, and with its hash where needed. */
export function pin(
  source: Source,
  { resolved, integrity }: { resolved: string | undefined; integrity: string },
): Source {
  const { integrity: _, ...asked } = source
  if (asked.kind === 'host' && isCommit(resolved)) return { ...asked, ref: resolved }
  if (asked.kind === 'package' && resolved) return { ...asked, version: resolved, integrity }
  return { ...asked, integrity }
}

/**
 * Another version of what a source names: the newest, or the one that is asked for. An address has no versions, so it
 * stays as it is until another one is given.
 * @returns undefined if `to` is not a version of such a source.
 */
export function otherVersionOf(source: Source, to: string | undefined): Source | undefined {
  if (source.kind === 'tarball') {
    const other = to === undefined ? source : parseSource(to)
    return other?.kind === 'tarball' ? other : undefined
  }
  const { integrity: _, ...bare } = source
  const wanted = bare.kind === 'host' ? { ...bare, ref: to } : { ...bare, version: to ?? 'latest' }
  // Read as if it had been typed: `to` must not reach into another part of the source.
  const other = parseSource(printSource(wanted))
  return other && isDeepEqual(other, wanted) ? other : undefined
}

function isDeepEqual(one: Source, other: Source): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
}

function trimmed(dir: string): string {
  return dir.replace(/^\/+|\/+$/g, '')
}

function isPlain(path: string): boolean {
  return trimmed(path) === '' || isInside(trimmed(path))
}

function lastSegment(path: string): string {
  return path.split('/').at(-1) ?? path
}
