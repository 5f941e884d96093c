import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { collectEntries, type Wanted } from '../../../src/blueprints/shelf/entries.ts'
import { IncompleteTarball } from '../../../src/blueprints/shelf/incomplete.ts'
import { readTarball, tarballShelf } from '../../../src/blueprints/shelf/tarball.ts'
import { temporaryFolder } from '../../support/folders.ts'
import { cleanEnvironment } from '../../support/program.ts'
import { commit, type Entry, hostTarball, tarball } from '../../support/tarballs.ts'

const { signal } = new AbortController()

async function read(bytes: Buffer, dir = '') {
  const file = join(await temporaryFolder(), 'a.tgz')
  await writeFile(file, bytes)
  const { files, ...rest } = await readTarball(file, { dir, name: 'gh:ada/shop', signal })
  const shown = [...files].map(([path, stored]) => [
    path,
    'target' in stored
      ? `link ${stored.target}`
      : `${stored.executable ? 'executable' : 'plain'} ${stored.bytes}`,
  ])
  return { files: Object.fromEntries(shown), ...rest }
}

describe('a tarball of a host', () => {
  it('is read with its modes, and names its commit', async () => {
    const bytes = hostTarball(
      { 'a.txt': 'a', 'bin/run': { content: '#!', mode: 0o4755 } },
      { top: 't' },
    )
    expect(await read(bytes)).toEqual({
      files: { 't/a.txt': 'plain a', 't/bin/run': 'executable #!' },
      folders: ['', 'bin'],
      commit,
    })
  })

  it('is read as git makes it', async () => {
    const cwd = await temporaryFolder()
    const git = async (...args: string[]) => {
      const { stdout } = await execa('git', args, {
        cwd,
        env: cleanEnvironment(),
        extendEnv: false,
      })
      return stdout
    }
    await git('init', '--quiet')
    await writeFile(join(cwd, 'a.txt'), 'a')
    await git('add', '--all')
    await git('commit', '--quiet', '--message', 'First')
    await git('tag', '--annotate', 'v1', '--message', 'v1')
    const format = ['--format=tar.gz', '--prefix=shop-v1/', '--output=a.tgz']
    await git('archive', ...format, 'v1')
    const made = await read(await readFile(join(cwd, 'a.tgz')))
    expect(made).toMatchObject({ files: { 'shop-v1/a.txt': 'plain a' } })
    expect(made.commit).toBe(await git('rev-parse', 'HEAD'))
  })

  it('is read in part: one folder with the layers beside it', async () => {
    const paths = ['README.md', 'templates/web/a', 'templates/webb/b', 'templates/_base/c', '_x/d']
    const bytes = hostTarball(Object.fromEntries(paths.map((path) => [path, ''])), { top: 't' })
    const { files, folders } = await read(bytes, 'templates/web')
    expect(Object.keys(files)).toEqual(['t/templates/web/a', 't/templates/_base/c'])
    expect(folders).toContain('templates/webb')
  })

  it('is read with its links, which are followed when a folder of it is read', async () => {
    const link = { type: 'SymbolicLink', linkpath: 'docs/A.md' } as const
    const { files } = await read(hostTarball({ 'B.md': link, 'docs/A.md': 'a' }, { top: 't' }))
    expect(files).toEqual({ 't/docs/A.md': 'plain a', 't/B.md': 'link docs/A.md' })
  })

  const link = { type: 'SymbolicLink', linkpath: 'first' } as const

  it.each<[string, Buffer, Omit<Wanted, 'name'>, string]>([
    [
      'a package of npm',
      tarball([
        ['package/AGENTS.md', 'a'],
        ['package/CLAUDE.md', { type: 'SymbolicLink', linkpath: 'AGENTS.md' }],
      ]),
      { dir: '' },
      'shop',
    ],
    [
      'a folder of a repository',
      hostTarball({
        'web/.agents/AGENTS.md': 'a',
        'web/docs': { type: 'SymbolicLink', linkpath: '.agents' },
        'web/CLAUDE.md': { type: 'SymbolicLink', linkpath: 'docs/AGENTS.md' },
        'other/broken': { type: 'SymbolicLink', linkpath: 'nowhere' },
        '_other/broken': { type: 'SymbolicLink', linkpath: 'nowhere' },
      }),
      { dir: 'web' },
      '',
    ],
  ])('has a copy for each link in %s', async (_, bytes, wanted, mount) => {
    const file = join(await temporaryFolder(), 'a.tgz')
    await writeFile(file, bytes)
    const read = await readTarball(file, { ...wanted, name: 'shop', signal })
    const { files } = await tarballShelf(read, mount).readFolder(wanted.dir || mount)
    expect(files.get('CLAUDE.md')).toEqual({ content: 'a' })
  })

  it.each<[string, [string, Entry], RegExp]>([
    ['climbs out', ['t/../../out', 'x'], /leave its folder/],
    ['is absolute', ['/tmp/out', 'x'], /leave its folder/],
    ['has a drive', ['C:/out', 'x'], /leave its folder/],
    [
      'is a second name',
      ['t/l', { type: 'Link', linkpath: 't/first' }],
      /is not a file but a Link/,
    ],
    ['is a device', ['t/null', { type: 'CharacterDevice' }], /is not a file but a CharacterDevice/],
    ['is a pipe', ['t/pipe', { type: 'FIFO' }], /is not a file but a FIFO/],
    ['is in a file', ['t/first/b', 'x'], /t\/first is a file and a folder/],
    ['is a file and a folder', ['t/last/a/b', 'x'], /t\/last is a file and a folder/],
    ['is in a link', ['t/link/b', 'x'], /t\/link is a file and a folder/],
    [
      'links into a file',
      ['t/first/b', { type: 'SymbolicLink', linkpath: '../last' }],
      /t\/first is a file and a folder/,
    ],
  ])('is refused when an entry %s', async (_, entry, message) => {
    const reading = read(tarball([['t/first', '1'], ['t/link', link], entry, ['t/last', '9']]))
    await expect(reading).rejects.toMatchObject({ code: 'TEMPLATE_INVALID', message })
  })

  it('is reported as incomplete when its end is missing', async () => {
    const whole = hostTarball({ 'a.txt': 'a'.repeat(5000) })
    await expect(read(whole.subarray(0, whole.length - 20))).rejects.toBeInstanceOf(
      IncompleteTarball,
    )
  })

  it.each([
    ['a web page', Buffer.from('<html>')],
    ['something else that is gzipped', gzipSync('no tarball'.repeat(200))],
    ['cut off before it was gzipped', gzipSync(Buffer.from('t/a'.padEnd(700, 'x')))],
  ])('is refused when it is %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'TEMPLATE_INVALID' })
  })

  it('is stopped by the signal', async () => {
    const file = join(await temporaryFolder(), 'a.tgz')
    await writeFile(file, hostTarball({ 'a.txt': 'a' }))
    const stopping = new AbortController()
    const reading = readTarball(file, { dir: '', name: 'gh:ada/shop', signal: stopping.signal })
    stopping.abort()
    await expect(reading).rejects.toMatchObject({ code: 'TEMPLATE_UNREACHABLE' })
  })
})

describe('a tarball that is too large', () => {
  const file = (at: number, size: number) => ({ path: `t/${at}`, type: 'File', size })
  const collect = () => collectEntries({ dir: '', name: 'gh:ada/shop' })

  it('is refused at the first byte too many, before its content is read', () => {
    const { takes } = collect()
    expect(takes(file(1, 30_000_000))).toBe(true)
    expect(() => takes(file(2, 20_000_001))).toThrow(
      'larger than 50 MB together. The largest: 1 (30 MB), 2 (20 MB).',
    )
  })

  it('is refused at the first file too many', () => {
    const { takes } = collect()
    for (let at = 0; at < 20_000; at += 1) takes(file(at, 0))
    expect(() => takes(file(20_000, 0))).toThrow('more than 20000 files')
  })

  it('may hold much outside the template, up to a number of entries', () => {
    const { takes } = collectEntries({ dir: 'web', name: 'gh:ada/shop' })
    expect(takes(file(1, 3_000_000_000))).toBe(false)
    for (let at = 1; at < 500_000; at += 1) takes(file(at, 0))
    expect(() => takes(file(0, 0))).toThrow('more than 500000 entries')
  })
})
