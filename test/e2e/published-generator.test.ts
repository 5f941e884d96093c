import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBin } from '../faults/support/program.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Registry, startRegistry } from '../support/registry.ts'
import { isLong } from '../support/sampled.ts'
import { writeFiles } from '../support/shelves.ts'

const generator = `
name: button
params: [{ name: name }, { name: size, choices: [small, large], default: small }]
files:
  - path: "src/{{name|kebab}}.tsx"
    from: files/button.tsx
insertions:
  - { file: package.json, anchor: path, path: [buttons], text: '"{{name|kebab}}"' }
`
const button = "export const {{name|pascal}} = () => <button className='{{size}}'>1</button>;\n"
const hooks = 'hooks: { beforeGenerate: [touch before], afterGenerate: [touch after] }\n'

/** The package by its version. The later ones have another content, and hooks. */
const versions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.0.0': { 'generator.yaml': generator, 'files/button.tsx': button },
  '1.1.0': { 'generator.yaml': generator, 'files/button.tsx': button.replace('>1<', '>2<') },
  '2.0.0': { 'generator.yaml': `${generator}${hooks}`, 'files/button.tsx': button },
}

let home: string
let registry: Registry

describe.runIf(isLong)('a generator in a registry', () => {
  beforeAll(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-generators-')))
    registry = await startRegistry(home)
    for (const [version, files] of Object.entries(versions)) {
      const dir = join(home, version)
      await writeFiles(dir, {
        'package.json': `${JSON.stringify({ name: 'our-generators', version })}\n`,
        ...files,
      })
      await registry.publish(dir)
    }
  })

  afterAll(async () => {
    await registry?.close()
    await rm(home, { recursive: true, force: true })
  })

  it('is fetched, pinned in its entry, and taken out without the network', async () => {
    const { dir, run, before, offline } = await project()
    const typed = ['generate', 'npm:our-generators@1.0.0', 'BigButton', 'large']
    const { document } = await run(...typed)
    expect(document).toMatchObject({ ok: true, error: null })
    expect(await readFile(join(dir, 'src/big-button.tsx'), 'utf8')).toBe(
      "export const BigButton = () => <button className='large'>1</button>;\n",
    )
    const entry = join(dir, '.create-app/generated/button/BigButton.json')
    expect(JSON.parse(await readFile(entry, 'utf8'))).toMatchObject({
      ...{ source: 'npm:our-generators@1.0.0', answers: { name: 'BigButton', size: 'large' } },
      integrity: expect.stringMatching(/^sha512-/),
    })
    // Again, from the cache: nothing changes.
    const again = await run(...typed, '--offline')
    expect(again.document).toMatchObject({ ok: true, files: { created: [] } })
    expect((await offline('remove', 'button', 'BigButton')).document).toMatchObject({ ok: true })
    expect(await snapshot(dir)).toEqual(before)
  })

  it('of another version changes what it made, and pins that one', async () => {
    const { dir, run } = await project()
    await run('generate', 'npm:our-generators@1.0.0', 'Button')
    const { document } = await run('generate', 'npm:our-generators@1.1.0', 'Button')
    expect(document).toMatchObject({ ok: true, files: { created: [] } })
    expect(await readFile(join(dir, 'src/button.tsx'), 'utf8')).toContain('>2<')
    const entry = join(dir, '.create-app/generated/button/Button.json')
    expect(JSON.parse(await readFile(entry, 'utf8')).source).toBe('npm:our-generators@1.1.0')
  })

  it('with hooks is refused without --trust; the newest version needs no number', async () => {
    const { dir, run, before } = await project()
    const refused = await run('generate', 'npm:our-generators', 'Button')
    expect(refused.document).toMatchObject({
      ...{ ok: false, exitCode: 7, error: { code: 'GENERATOR_NOT_TRUSTED' } },
    })
    expect(await snapshot(dir)).toEqual(before)
    const trusted = await run('generate', 'npm:our-generators', 'Button', '--trust')
    expect(trusted.document).toMatchObject({ ok: true })
    expect(Object.keys(await snapshot(dir))).toEqual(expect.arrayContaining(['after', 'before']))
    const entry = join(dir, '.create-app/generated/button/Button.json')
    expect(JSON.parse(await readFile(entry, 'utf8')).source).toBe('npm:our-generators@2.0.0')
  })
})

/** A project that create-app did not make, and a user whose packages come from the registry. */
async function project() {
  const dir = await temporaryFolder()
  const own = await temporaryFolder()
  await writeFiles(dir, { 'package.json': '{\n  "name": "x",\n  "buttons": []\n}\n' })
  const env = { HOME: own, XDG_CACHE_HOME: join(own, 'cache'), npm_config_cache: join(own, 'npm') }
  const runWith =
    (registryUrl: string) =>
    async (...args: readonly string[]) => {
      const how = { cwd: dir, env: { ...env, npm_config_registry: registryUrl } }
      const { stdout, stderr } = await runBin([...args, '--json'], how)
      return { document: JSON.parse(stdout), stderr }
    }
  const offline = runWith('http://127.0.0.1:1/')
  return { dir, run: runWith(registry.url), offline, before: await snapshot(dir) }
}
