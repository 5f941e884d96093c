import { describe, expect, it } from 'vitest'
import { parseManifest } from '../../../src/blueprints/manifest.ts'
import { exitCodeOfLint } from '../../../src/report/exit-code.ts'
import { found, lint, manifest, placesOf, sound } from '../../support/linting.ts'

const { 'template.json': _, 'options/style/tidy/tidy.md': __, ...plain } = sound
const files = { ...plain, 'README.md': '# {{PROJECT_TITLE}}\n' }
const workflows = '.github/workflows/'
const unpinned = { [`${workflows}ci.yml`]: 'steps:\n  - uses: a/b@v1\n  - uses: c/d@v1\n' }
const allowing = (...allow: readonly object[]) => manifest({ lint: { allow } })
const entry = { rule: 'unpinned-action', path: workflows, reason: 'We read each release' }

describe('what an author accepts', () => {
  it.each([workflows, `${workflows}ci.yml`, '.github/'])(
    'does not change the exit code, by the path %s',
    async (path) => {
      const result = await lint({ ...files, ...unpinned, ...allowing({ ...entry, path }) })
      expect(placesOf(result)).toEqual([])
      expect(exitCodeOfLint(result.findings)).toBe(0)
      expect(result.acknowledged).toMatchObject([
        { rule: 'unpinned-action', reason: entry.reason, places: [{ line: 2 }, { line: 3 }] },
      ])
    },
  )

  it('is that rule in that place only', async () => {
    const more = {
      [`${workflows}ci.yml`]: 'steps:\n  - uses: a/b@v1\n  - run: ls /home/grace/shop\n',
      '.github/actions/x.yml': '- uses: a/b@v1\n',
    }
    expect(await found({ ...files, ...unpinned, ...more, ...allowing(entry) })).toEqual([
      'problem absolute-path .github/workflows/ci.yml:3',
      'problem unpinned-action .github/actions/x.yml:1',
    ])
  })

  it('may be a whole folder', async () => {
    const allow = { rule: 'leftover', path: 'dist/', reason: 'The site' }
    expect(await found({ ...files, 'dist/a.js': '', ...allowing(allow) })).toEqual([])
  })

  it('is a warning where there is nothing to accept any more', async () => {
    const stale = { ...entry, path: `${workflows}old.yml` }
    const { findings, acknowledged } = await lint({
      ...files,
      ...unpinned,
      'template.json': JSON.stringify(
        { $schema: './template.schema.json', lint: { allow: [entry, stale] } },
        null,
        2,
      ),
    })
    expect(acknowledged).toHaveLength(1)
    expect(findings).toMatchObject([
      {
        rule: 'stale-allow',
        level: 'warning',
        places: [{ file: 'template.json', line: 10, text: `unpinned-action in ${stale.path}` }],
      },
    ])
  })
})

describe('an entry that is not valid', () => {
  it.each([
    ['no reason', { rule: 'secret', path: 'a' }, /allow\.0\.reason .*string/],
    [
      'an empty reason',
      { rule: 'secret', path: 'a', reason: ' ' },
      /allow\.0\.reason must say why/,
    ],
    ['no path', { rule: 'secret', reason: 'x' }, /allow\.0\.path/],
    ['an absolute path', { rule: 'secret', path: '/a', reason: 'x' }, /path must be a path in the/],
    ['no rule', { path: 'a', reason: 'x' }, /allow\.0\.rule is not one of the rules secret, /],
    [
      'an unknown rule',
      { rule: 'secrets', path: 'a', reason: 'x' },
      /rule is not one of the rules/,
    ],
    [
      'the rule manifest',
      { ...entry, rule: 'manifest' },
      /cannot be allowed, because such a .* not work/,
    ],
    ['the rule project', { ...entry, rule: 'project' }, /cannot be allowed, because .* no project/],
    ['a stale entry', { ...entry, rule: 'stale-allow' }, /cannot be allowed: remove/],
    ['another key', { ...entry, why: 'x' }, /allow\.0\.why is not a key/],
  ])('is refused: %s', async (_, allow, message) => {
    const { findings } = await lint({ ...files, ...allowing(allow) })
    const [finding] = findings
    expect(finding).toMatchObject({ rule: 'manifest', level: 'problem' })
    expect(finding?.message).toMatch(message)
    expect(() =>
      parseManifest('template', 'shop', allowing(allow)['template.json'] ?? ''),
    ).toThrow()
  })
})
