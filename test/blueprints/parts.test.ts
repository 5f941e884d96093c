import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import { manifestText } from '../support/fixtures.ts'
import { temporaryFolder } from '../support/folders.ts'

type Manifests = Record<string, object>

/** Loads `whole` of a catalog of manifests: a name that begins with `_` is a layer's. */
async function load(manifests: Manifests, template = 'whole') {
  const dir = await catalogOf(manifests)
  const blueprints = await loadBlueprints(template, { dir, version: '1.0.0' }, dir)
  return blueprints.map(({ id, place }) => (place ? `${id} in ${place.into}` : id))
}

async function catalogOf(manifests: Manifests): Promise<string> {
  const dir = await temporaryFolder()
  for (const [id, manifest] of Object.entries(manifests)) {
    await mkdir(join(dir, id))
    const file = id.startsWith('_') ? 'layer.json' : 'template.json'
    await writeFile(join(dir, id, file), manifestText(manifest))
  }
  return dir
}

const catalog = {
  _repo: {},
  _base: {},
  _domain: {},
  api: { extends: ['_repo', '_base', '_domain'] },
  site: { extends: ['_repo', '_base', '_domain'] },
}

describe('a composed template', () => {
  it('lays its own layers once, and the others in each part', async () => {
    const compose = [
      { layer: '_domain', into: 'packages/domain' },
      { template: 'site', into: 'apps/web' },
      { template: 'api', into: 'apps/api' },
    ]
    expect(await load({ ...catalog, whole: { extends: ['_repo'], compose } })).toEqual([
      '_repo',
      '_domain in packages/domain',
      '_base in apps/web',
      'site in apps/web',
      '_base in apps/api',
      'api in apps/api',
      'whole',
    ])
  })

  it.each([
    [{ template: 'nothing', into: 'a' }, 'it composes "nothing", and there is no such template'],
    [{ layer: '_nothing', into: 'a' }, 'it extends "_nothing", and there is no such layer'],
    [{ template: 'whole', into: 'a' }, 'it composes "whole", which is composed itself'],
    [{ template: 'api', into: 'a', when: 'x/y' }, 'x/y does not belong to any question'],
    [{ template: 'api', into: '../a' }, 'compose.0.into'],
    [{ template: '../api', into: 'a' }, 'compose.0.template'],
    [{ template: 'api', layer: '_base', into: 'a' }, 'must name either a template or a layer'],
  ])('is refused for %j', async (part, problem) => {
    await expect(load({ ...catalog, whole: { compose: [part] } })).rejects.toThrow(problem)
  })
})

describe('an alias', () => {
  const aliased = { ...catalog, api: { aliases: ['api-only'] } }

  it('is another name of a template', async () => {
    expect(await load(aliased, 'api-only')).toEqual(['api'])
  })

  it('is not listed', async () => {
    const listed = await listTemplates({ dir: await catalogOf(aliased), version: '1.0.0' })
    expect(listed.map(({ id }) => id)).toEqual(['api', 'site'])
  })
})
