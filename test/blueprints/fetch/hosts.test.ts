import { downloadTemplate } from 'giget'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/blueprints/fetch/hosts.ts'
import { parseSource } from '../../../src/model/source.ts'
import { temporaryFolder } from '../../support/folders.ts'

type Environment = Readonly<Record<string, string>>

const ownHosts = {
  GIGET_GITHUB_URL: 'https://github.example/api/v3',
  GIGET_GITLAB_URL: 'https://gitlab.example',
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

/** The first request that giget itself makes for a source, which is never sent. */
async function requestOfGiget(source: string, env: Environment, auth?: string) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.stubEnv('XDG_CACHE_HOME', await temporaryFolder())
  vi.stubEnv('GIGET_AUTH', undefined)
  return new Promise((resolve, reject) => {
    vi.stubGlobal('fetch', (url: string, { headers }: { headers: object }) => {
      resolve({ url, headers })
      return new Promise(() => {})
    })
    downloadTemplate(source, { registry: false, ...(auth === undefined ? {} : { auth }) }).catch(
      reject,
    )
  })
}

async function requestOfOurs(source: string, env: Environment, token?: string) {
  const parsed = parseSource(source)
  if (parsed === undefined || parsed.kind === 'package') throw new Error(`cannot read ${source}`)
  return addressOf(parsed, { env, token })
}

describe('the address of a repository', () => {
  it.each([
    ['gh:ada/shop#v1.0', {}],
    ['github:ada/shop#feat/x', ownHosts],
    ['gitlab:group/sub/shop#v1', {}],
    ['gitlab:group/shop#v1', ownHosts],
    ['bitbucket:ada/shop#main', {}],
    ['sourcehut:ada/shop#main', {}],
  ])('is the one that giget asks: %s with %o', async (source, env) => {
    for (const token of [undefined, 's3cret']) {
      const ours = await requestOfOurs(source, env, token)
      expect(ours).toEqual(await requestOfGiget(source, env, token))
    }
  })

  it('is of the default branch without a ref', async () => {
    const { url } = await requestOfOurs('gh:ada/shop', {})
    expect(url).toBe('https://api.github.com/repos/ada/shop/tarball/HEAD')
  })

  it('is found without a request', async () => {
    const fetched = vi.fn()
    vi.stubGlobal('fetch', fetched)
    await requestOfOurs('bitbucket:ada/shop', {})
    expect(fetched).not.toHaveBeenCalled()
  })
})
