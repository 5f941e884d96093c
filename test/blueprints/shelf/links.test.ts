import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/model/limits.ts'
import { type ShelfFiles, shelves } from '../../support/shelves.ts'

const to = (target: string) => ({ target })

const files: ShelfFiles = {
  'web/AGENTS.md': 'agents',
  'web/.agents/skills/review/SKILL.md': 'review',
  'web/.agents/skills/run.sh': '#!/bin/sh\n',
  'web/docs/a.md': 'a',
}

describe.each(Object.entries(shelves))('links in a %s', (_name, shelve) => {
  async function read(links: ShelfFiles): Promise<Record<string, unknown>> {
    const shelf = await shelve({ ...files, ...links })
    const content = await shelf.readFolder('web')
    const added = [...content.files].filter(([path]) => !(`web/${path}` in files))
    return Object.fromEntries(
      added.map(([path, file]) => [
        path,
        file.mode ? `${file.content} ${file.mode}` : file.content,
      ]),
    )
  }

  it.each<[string, ShelfFiles, Record<string, string>]>([
    ['a file', { 'web/CLAUDE.md': to('AGENTS.md') }, { 'CLAUDE.md': 'agents' }],
    [
      'a file above its folder',
      { 'web/docs/AGENTS.md': to('.././/AGENTS.md') },
      { 'docs/AGENTS.md': 'agents' },
    ],
    [
      'a folder',
      { 'web/.claude/skills': to('../.agents/skills/') },
      {
        '.claude/skills/review/SKILL.md': 'review',
        '.claude/skills/run.sh': `#!/bin/sh\n ${0o755}`,
      },
    ],
    [
      'another link',
      { 'web/1': to('2'), 'web/2': to('docs/3'), 'web/docs/3': to('../AGENTS.md') },
      { '1': 'agents', '2': 'agents', 'docs/3': 'agents' },
    ],
    [
      'something in a folder that is a link',
      { 'web/skills': to('.agents/skills'), 'web/x.md': to('skills/review/SKILL.md') },
      {
        'skills/review/SKILL.md': 'review',
        'skills/run.sh': `#!/bin/sh\n ${0o755}`,
        'x.md': 'review',
      },
    ],
    [
      'the folder above a folder that is a link, as the system finds it',
      { 'web/skills': to('.agents/skills/review'), 'web/run': to('skills/../run.sh') },
      { 'skills/SKILL.md': 'review', run: `#!/bin/sh\n ${0o755}` },
    ],
    [
      'a folder with a link in it',
      { 'web/.agents/skills/review/a.md': to('../../../docs/a.md'), 'web/s': to('.agents/skills') },
      {
        '.agents/skills/review/a.md': 'a',
        's/review/SKILL.md': 'review',
        's/review/a.md': 'a',
        's/run.sh': `#!/bin/sh\n ${0o755}`,
      },
    ],
    [
      'a folder beside it with the same start',
      { 'web/docs-2': to('docs') },
      { 'docs-2/a.md': 'a' },
    ],
  ])('become a copy of %s', async (_, links, expected) => {
    expect(await read(links)).toEqual(expected)
  })

  it.each<[string, ShelfFiles, string, string]>([
    [
      'a file outside',
      { 'web/x': to('../other/x'), 'other/x': '' },
      'x',
      'is outside the template',
    ],
    ['the folder itself, by its name', { 'web/x': to('../web/docs') }, 'x', 'is outside the'],
    ['an absolute path', { 'web/docs/x': to('/etc/passwd') }, 'docs/x', 'is outside the template'],
    ['nothing', { 'web/x': to('docs/b.md') }, 'x', 'is no part of the template'],
    ['something below a file', { 'web/x': to('docs/a.md/b') }, 'x', 'is no part of the template'],
    ['a file as if it were a folder', { 'web/x': to('docs/a.md/') }, 'x', 'is no part of'],
    [
      'what is left out',
      { 'web/x': to('node_modules/a'), 'web/node_modules/a': '' },
      'x',
      'is no part of the template',
    ],
    ['itself', { 'web/x': to('x') }, 'x', 'leads back to the link'],
    ['a link to itself', { 'web/x': to('y'), 'web/y': to('x') }, 'x', 'leads back to the link'],
    ['its own folder', { 'web/docs/x': to('.') }, 'docs/x', 'a folder that contains the link'],
    ['a folder above', { 'web/docs/x': to('..') }, 'docs/x', 'a folder that contains the link'],
    [
      'a folder whose link leads back',
      { 'web/1/x': to('../2'), 'web/2/y': to('../1') },
      '2/y',
      'a folder that contains the link',
    ],
    ['nothing, through a link', { 'web/x': to('y'), 'web/y': to('z') }, 'y', 'is no part of the'],
    [
      'a file outside, through a folder inside',
      { 'web/in': to('docs'), 'web/out': to('in/../../x') },
      'out',
      'is outside the template',
    ],
    ['a long path', { 'web/x': to('./'.repeat(300)) }, 'x', '…, which is longer than 512 bytes'],
    ['a path that controls the terminal', { 'web/x': to('\x1b[2J') }, 'x', 'a link to ?[2J, which'],
  ])('are refused when they lead to %s', async (_, links, place, why) => {
    await expect(read(links)).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringMatching(/^Cannot use the template web: \S+ is a link to /),
      place,
    })
    await expect(read(links)).rejects.toThrow(why)
  })

  it('are refused within seconds when they multiply each other', async () => {
    const level = (at: number) =>
      Array.from({ length: 10 }, (__, link) => [`web/${at}/${link}`, to(`../${at + 1}`)] as const)
    const links = Array.from({ length: 12 }, (__, at) => level(at)).flat()
    const started = performance.now()
    const bomb = { ...Object.fromEntries(links), 'web/12/a': Buffer.alloc(1_000_000) }
    await expect(read(bomb)).rejects.toThrow('more than 20000 files and folders')
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('are refused when their copies are too large together', async () => {
    const links = Object.fromEntries(['a', 'b', 'c'].map((name) => [`web/${name}`, to('docs')]))
    const large = { 'web/docs/large': Buffer.alloc(15_000_000) }
    const reading = read({ ...large, ...links }).then(() => 'read')
    await expect(reading).rejects.toThrow(
      'larger than 50 MB together. The largest: docs/large (15 MB), a/large (15 MB)',
    )
  })

  it('count towards the depth of folders where they are', async () => {
    const deep = `web/${'d/'.repeat(limits.folders - 1)}`
    expect(await read({ [`${deep}x`]: to(`${'../'.repeat(31)}docs`) })).not.toEqual({})
    await expect(read({ [`${deep}d/x`]: to(`${'../'.repeat(32)}docs`) })).rejects.toThrow('32 deep')
  })

  it('are no files of their own: a manifest, or a folder in a list', async () => {
    const links = { 'web/template.json': to('docs/a.md'), also: to('web') }
    const shelf = await shelve({ ...files, ...links })
    expect(await shelf.kindOf('web/template.json')).toBe('link')
    expect(await shelf.kindOf('also')).toBe('link')
    expect(await shelf.readText('web/template.json')).toBeUndefined()
    expect(await shelf.foldersIn('')).toEqual(['web'])
  })
})
