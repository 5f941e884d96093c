import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../../../scripts/compose.ts'
import { knownPins, unpinnedActions } from '../../../src/authoring/lint/actions.ts'
import { sha } from '../../support/linting.ts'

const workflow = '.github/workflows/ci.yml'

/** The findings of one workflow. */
function inWorkflow(...uses: readonly string[]) {
  const content = uses.map((action) => `      - uses: ${action}\n`).join('')
  return unpinnedActions(new Map([[workflow, { content }]]))
}

it('knows exactly the pinned actions of our own workflows', () => {
  const used = ['templates', '.github'].flatMap((folder) => {
    const paths = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    return paths
      .filter((path) => /\.ya?ml$/.test(path))
      .flatMap((path) => {
        const text = readFileSync(join(repository, folder, path), 'utf8')
        return [...text.matchAll(/uses: (\S+@[0-9a-f]{40} # .*)$/gm)].map(([, pin]) => pin)
      })
  })
  expect(used.length).toBeGreaterThan(10)
  expect(knownPins.toSorted()).toEqual([...new Set(used)].sort())
})

it('gives all places one fix, with the commit of each tag that it knows', () => {
  const found = inWorkflow('actions/checkout@v4', 'actions/setup-node@v6', 'actions/checkout@v4')
  expect(found.map(({ line, text }) => `${line} ${text}`)).toEqual([
    '1 actions/checkout@v4',
    '2 actions/setup-node@v6',
    '3 actions/checkout@v4',
  ])
  expect([...new Set(found.map(({ fix }) => fix))]).toEqual([
    [
      'Pin each to a full commit SHA, with the version in a comment:',
      '  actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
      '  actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e # v6.4.0',
    ].join('\n'),
  ])
})

it('prefers the commit that the template itself has', () => {
  const [{ fix = '' } = {}] = inWorkflow('actions/checkout@v4', `actions/checkout@${sha} # v4.9.9`)
  expect(fix).toContain(`\n  actions/checkout@${sha} # v4.9.9`)
  const [{ fix: inFolder = '' } = {}] = inWorkflow('a/b/init@v2', `a/b/analyze@${sha} # tag=v2.1.0`)
  expect(inFolder).toContain(`\n  a/b/init@${sha} # v2.1.0`)
})

it.each([
  ['another major version', 'actions/checkout@v5'],
  ['another version of the same', 'actions/checkout@v4.2.1'],
  ['a version that only begins alike', 'actions/checkout@v4.2.22'],
  ['a branch', 'actions/checkout@main'],
  ['an action that nobody here uses', 'somebody/something@v4'],
])('names no commit for %s', (_, action) => {
  const [{ fix = '' } = {}] = inWorkflow(action)
  expect(fix).toBe('Pin each to a full commit SHA, with the version in a comment.')
})

it('says where the others are found', () => {
  const [{ fix = '' } = {}] = inWorkflow('actions/checkout@v4', 'a/b@v1')
  expect(fix).toMatch(
    /# v4\.2\.2\nTake the SHA of the others from the tag in their repositories\.$/,
  )
})

it('accepts what is pinned, and actions of the template itself', () => {
  const docker = `docker://alpine@sha256:${'0'.repeat(64)}`
  expect(inWorkflow(`a/b@${sha}`, `"a/b@${sha}" # v1`, './.github/own', docker)).toEqual([])
})
