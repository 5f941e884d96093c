import type { TemplateProvider } from 'giget'
import type { IO } from '../../io.ts'
import type { Host, HostSource, TarballSource } from '../../model/source.ts'

/** The request that gets a tarball from a server. */
export type Address = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

type AddressOptions = { readonly env: IO['env']; readonly token: string | undefined }

/** Finds out where the tarball of a source is, and with which headers to ask for it. */
export async function addressOf(
  source: HostSource | TarballSource,
  { env, token }: AddressOptions,
): Promise<Address> {
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  if (source.kind === 'tarball') return { url: source.url, headers: authorization }
  const { host, repository, ref } = source
  // Every host calls its default branch HEAD; giget would ask for "main".
  const { url, headers = {} } = await resolveRepository(
    `${host}:${repository}#${ref ?? 'HEAD'}`,
    env,
  )
  return { url, headers: { ...headers, ...authorization } }
}

type TarballAddress = { readonly url: string; readonly headers?: Address['headers'] }

/**
 * Lets giget choose the provider for a repository, out of ours: giget 3 does not export its own.
 * The provider returns null, which ends giget's part. We download ourselves because giget's download
 * cannot be stopped or limited, ignores proxies and the status of an answer, keeps half a tarball,
 * and silently uses its cache when the network fails.
 */
async function resolveRepository(source: string, env: IO['env']): Promise<TarballAddress> {
  const { downloadTemplate } = await import('giget')
  return new Promise((resolve, reject) => {
    const providerOf =
      (addressFor: TarballRule): TemplateProvider =>
      (input) => {
        const [repository = '', ref = ''] = input.split('#')
        resolve(addressFor({ repository, ref, env }))
        return null
      }
    const providers = Object.fromEntries(
      Object.entries(rules).map(([host, rule]) => [host, providerOf(rule)]),
    )
    // Has no effect after a provider has resolved the address.
    downloadTemplate(source, { providers, registry: false }).catch(reject)
  })
}

type TarballRule = (asked: {
  readonly repository: string
  readonly ref: string
  readonly env: IO['env']
}) => TarballAddress

/** Where each host has the tarball of a repository at a ref. A test compares them with giget's. */
const rules: Readonly<Record<Host, TarballRule>> = {
  github: ({ repository, ref, env }) => ({
    url: `${env.GIGET_GITHUB_URL || 'https://api.github.com'}/repos/${repository}/tarball/${ref}`,
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    },
  }),
  gitlab: ({ repository, ref, env }) => ({
    url: `${env.GIGET_GITLAB_URL || 'https://gitlab.com'}/${repository}/-/archive/${ref}.tar.gz`,
    // GitLab refuses requests for an archive that seem to come from another site.
    headers: { 'sec-fetch-mode': 'same-origin' },
  }),
  bitbucket: ({ repository, ref }) => ({
    url: `https://bitbucket.org/${repository}/get/${ref}.tar.gz`,
  }),
  sourcehut: ({ repository, ref }) => ({
    url: `https://git.sr.ht/~${repository}/archive/${ref}.tar.gz`,
  }),
}
