import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { loadTemplate } from '../../src/blueprints/inspect.ts'
import { manifestText } from '../support/fixtures.ts'
import { temporaryFolder } from '../support/folders.ts'

async function load(files: Readonly<Record<string, string | Buffer>>) {
  const dir = join(await temporaryFolder(), 'mine')
  await mkdir(dir)
  for (const [path, content] of Object.entries(files)) await writeFile(join(dir, path), content)
  return (await loadTemplate(dir, catalog)).at(-1)
}

describe('a template without a manifest', () => {
  it('keeps a stored name whose dotfile is there already', async () => {
    const template = await load({ '.gitignore': 'a\n', _gitignore: 'b\n', gitignore: 'c\n' })
    expect([...(template?.files.keys() ?? [])].sort()).toEqual([
      '.gitignore',
      '_gitignore',
      'gitignore',
    ])
    expect(template?.renamed).toBeUndefined()
    const ours = { 'template.json': manifestText({}), '.gitignore': 'a\n', _gitignore: 'b\n' }
    await expect(load(ours)).rejects.toThrow('two of its files have the same name')
  })

  it('may have a template.json of another tool in another encoding', async () => {
    const foreign = Buffer.from('\ufeff{ "package": {} }', 'utf16le')
    expect((await load({ 'template.json': foreign }))?.files.has('template.json')).toBe(true)
    const ours = Buffer.from(`\ufeff${manifestText({})}`, 'utf16le')
    await expect(load({ 'template.json': ours })).rejects.toThrow('UTF-16')
  })
})
