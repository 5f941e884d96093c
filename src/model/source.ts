import { isInside } from './paths.ts'

/** Where a template comes from that is neither built in nor a folder. */
export type Source = HostSource | PackageSource | TarballSource

/** A repository on one of the hosts. */
export type HostSource = Demand & {
  readonly kind: 'host'
  readonly host: Host
  readonly repository: string
  /** A branch, a tag or a commit; undefined: the default branch. */
  readonly ref: string | undefined
}

/** A package of the person's npm registry. */
export type PackageSource = Demand & {
  readonly kind: 'package'
  readonly name: string
  /** What npm takes after the `@`: a version, a range or a tag. */
  readonly version: string
}

export type TarballSource = Demand & { readonly kind: 'tarball'; readonly url: string }

type Demand = {
  /** The folder in it that is the template; empty: all of it. */
  readonly dir: string
  /** The tarball's hash as `sha512-<base64>`, where it must have one. */
  readonly integrity?: string
}

/** How repositories begin, and the host that each beginning means. */
export const hosts = {
  gh: 'github',
  github: 'github',
  gitlab: 'gitlab',
  bitbucket: 'bitbucket',
  sourcehut: 'sourcehut',
} as const

export type Host = (typeof hosts)[keyof typeof hosts]

/** Reads `gh:user/repo/dir#ref`, `npm:package@version/dir` or an address; undefined when it is none. */
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
 * On GitLab groups may be nested, so there `::` parts the repository from a folder in it; elsewhere it
 * may. Nothing is let through that giget would cut off in silence.
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

/** Plain http only to this machine itself: elsewhere anyone on the way could change the template. */
function tarballOf(asked: string): TarballSource | undefined {
  if (!/^https?:/.test(asked) || !URL.canParse(asked) || asked.includes('#')) return undefined
  const { protocol, hostname, href } = new URL(asked)
  if (protocol === 'http:' && !isLoopback(hostname)) return undefined
  return { kind: 'tarball', url: href, dir: '' }
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.[\d.]+$/.test(hostname)
}

/** Says whether a secret stands in an address, from where it would get into records and logs. */
export function holdsSecret(template: string): boolean {
  if (!/^https?:/.test(template) || !URL.canParse(template)) return false
  const { username, password, searchParams } = new URL(template)
  const secret =
    /token|secret|passw|credential|signature|api_?key|(?:^|[_-])(?:sig|key|auth|pass)$/i
  return (
    username !== '' || password !== '' || [...searchParams.keys()].some((key) => secret.test(key))
  )
}

/** A source as a person writes it, without the hash that it may demand. */
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

/** Adds the hash to a printed source, so that it names one content and no other. */
export function demand(source: string, integrity: string | undefined): string {
  return integrity === undefined ? source : `${source}#${integrity}`
}

/** What a template is called: its folder, or what it came in. */
export function idOf(source: Source): string {
  const name = lastSegment(source.dir || wholeOf(source)).replace(/\.(?:tar\.gz|tgz)$/, '')
  return name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'template'
}

function wholeOf(source: Source): string {
  if (source.kind === 'host') return source.repository
  return source.kind === 'package' ? source.name : new URL(source.url).pathname
}

/** Says whether a ref is a commit's full name, which a host gives to nothing else. */
export function isCommit(ref: string | undefined): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref ?? '')
}

/** Says whether a source names one content, whoever is asked, so that a copy of it is never stale. */
export function isPinned(source: Source): boolean {
  return source.integrity !== undefined || (source.kind === 'host' && isCommit(source.ref))
}

/** Names exactly what was fetched: by its commit or its version, and by its hash where that says more. */
export function pin(
  source: Source,
  { resolved, integrity }: { resolved: string | undefined; integrity: string },
): Source {
  const { integrity: _, ...asked } = source
  if (asked.kind === 'host' && isCommit(resolved)) return { ...asked, ref: resolved }
  if (asked.kind === 'package' && resolved) return { ...asked, version: resolved, integrity }
  return { ...asked, integrity }
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
