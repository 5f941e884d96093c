import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { repository } from '../scripts/compose.ts'
import { makeRelease } from '../scripts/release/make.ts'
import { type Before, planRelease } from '../scripts/release/plan.ts'
import { temporaryFolder } from './support/folders.ts'
import { cleanEnvironment } from './support/program.ts'

const before: Before = {
  packageJson: '{\n  "name": "create-app",\n  "version": "3.0.0",\n  "type": "module"\n}\n',
  lockfile: `${JSON.stringify({ name: 'create-app', version: '3.0.0', packages: { '': { version: '3.0.0' } } }, null, 2)}\n`,
  changelog:
    '# Changelog\n\n## 3.1.0 (unreleased)\n\n- It became faster.\n\n## 3.0.0 (2026-11-01)\n\n- The first.\n',
  tags: ['v3.0.0', 'nightly'],
}
const day = '2026-12-24'

it('writes the version into package.json and the lockfile, and the day into the changelog', () => {
  const { version, tag, notes, files } = planRelease(before, undefined, day)
  expect({ version, tag, notes }).toEqual({
    version: '3.1.0',
    tag: 'v3.1.0',
    notes: '- It became faster.',
  })
  expect(files).toEqual({
    'package.json': before.packageJson.replace('3.0.0', '3.1.0'),
    'package-lock.json': before.lockfile.replaceAll('3.0.0', '3.1.0'),
    'CHANGELOG.md': before.changelog.replace('3.1.0 (unreleased)', '3.1.0 (2026-12-24)'),
  })
  expect(planRelease(before, '3.1.0', day).tag).toBe('v3.1.0')
})

it.each<[string, Partial<Before>, string | undefined, RegExp]>([
  [
    'the section is missing',
    { changelog: '# Changelog\n\n## 3.0.0 (2026-11-01)\n\n- One.\n' },
    undefined,
    /does not start/,
  ],
  [
    'the section is empty',
    { changelog: '## 3.1.0 (unreleased)\n\n## 3.0.0 (x)\n\n- One.\n' },
    undefined,
    /section of 3\.1\.0 in CHANGELOG\.md is empty/,
  ],
  ['the tag exists', { tags: ['v3.1.0'] }, undefined, /tag v3\.1\.0 already exists/],
  ['a newer version was released', { tags: ['v3.2.0'] }, undefined, /not newer than 3\.2\.0/],
  ['another version was asked for', {}, '4.0.0', /is 3\.1\.0, not 4\.0\.0/],
])('refuses when %s', (_, change, asked, why) => {
  expect(() => planRelease({ ...before, ...change }, asked, day)).toThrow(why)
})

/** A repository with an unreleased section in its changelog. */
async function newRepository() {
  const dir = await temporaryFolder()
  const git = async (...args: string[]) => {
    return (await execa('git', args, { cwd: dir, env: cleanEnvironment(), extendEnv: false }))
      .stdout
  }
  await git('init', '--quiet')
  await git('config', 'user.name', 'Ada')
  await git('config', 'user.email', 'ada@example.com')
  await writeFile(join(dir, 'package.json'), before.packageJson)
  await writeFile(join(dir, 'package-lock.json'), before.lockfile)
  await writeFile(join(dir, 'CHANGELOG.md'), before.changelog)
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'Before')
  return { dir, git }
}

it('commits and tags a release, once', async () => {
  const { dir, git } = await newRepository()
  await makeRelease(dir, undefined, day)
  expect(await git('status', '--porcelain')).toBe('')
  expect(await git('log', '--format=%s')).toBe('chore(release): 3.1.0\nBefore')
  expect(await git('cat-file', '-t', 'v3.1.0')).toBe('tag')
  expect(await git('tag', '--list', '--format=%(contents)', 'v3.1.0')).toBe(
    '3.1.0\n\n- It became faster.',
  )
  expect(await git('show', 'v3.1.0:package.json')).toContain('"version": "3.1.0"')
  await expect(makeRelease(dir, undefined, day)).rejects.toThrow('does not start')
  expect(await git('rev-list', '--count', 'HEAD')).toBe('2')
})

it('changes nothing in a repository with uncommitted changes', async () => {
  const { dir, git } = await newRepository()
  await writeFile(join(dir, 'left.txt'), 'mine')
  await expect(makeRelease(dir, undefined, day)).rejects.toThrow('uncommitted')
  expect(await git('tag', '--list')).toBe('')
  expect(await readFile(join(dir, 'package.json'), 'utf8')).toBe(before.packageJson)
})

it('creates the tag that triggers the release workflow', async () => {
  const workflow = await readFile(join(repository, '.github/workflows/release.yml'), 'utf8')
  expect(workflow).toContain('tags: ["v*"]')
  expect(workflow).toContain(
    `test "v$(node --print "require('./package.json').version")" = "$GITHUB_REF_NAME"`,
  )
})

it('can plan a release of this repository', async () => {
  const read = (path: string) => readFile(join(repository, path), 'utf8')
  const [packageJson, lockfile, changelog] = await Promise.all([
    read('package.json'),
    read('package-lock.json'),
    read('CHANGELOG.md'),
  ])
  const { files } = planRelease({ packageJson, lockfile, changelog, tags: [] }, undefined, day)
  expect(JSON.parse(files['package.json'] ?? '').name).toBe('create-app')
  expect(JSON.parse(files['package-lock.json'] ?? '').packages[''].version).toBe(
    JSON.parse(files['package.json'] ?? '').version,
  )
})
