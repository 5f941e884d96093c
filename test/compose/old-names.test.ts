import { describe, expect, it } from 'vitest'
import { authorsIn, oldNamesIn, packageNameIn } from '../../src/compose/old-names.ts'
import type { Tree } from '../../src/model/tree.ts'

function tree(files: Readonly<Record<string, string>>, name = 'old-name'): Tree {
  const all = { 'package.json': JSON.stringify({ name }), ...files }
  return new Map(Object.entries(all).map(([path, content]) => [path, { content }]))
}

/** The places in one file, with `!` where they are certain. */
function inFile(file: string, content: string, name?: string): readonly string[] {
  return oldNamesIn(tree({ [file]: content }, name)).map(
    ({ line, column, text, certain }) => `${line}:${column} ${text}${certain ? '!' : ''}`,
  )
}

describe('the name of a template', () => {
  it.each([
    ['README.md', '# old-name\n', '1:3 old-name!'],
    ['README.md', '# `old-name`\n', '1:4 old-name!'],
    ['README.md', '\n$ npm install old-name\n', '2:15 old-name!'],
    ['README.md', 'npm i -g old-name@latest', '1:10 old-name!'],
    ['README.md', '`npm create old-name`', '1:13 old-name!'],
    ['README.md', 'pnpm add old-name && yarn add x', '1:10 old-name!'],
    ['README.md', 'npx old-name --help', '1:5 old-name!'],
    ['README.md', 'cd old-name', '1:4 old-name'],
    ['README.md', 'git clone https://example.org/ada/old-name.git', '1:35 old-name'],
    ['README.md', 'git clone --depth 1 git@example.org:ada/old-name x', '1:41 old-name'],
    ['fly.toml', "app = 'old-name'", '1:8 old-name!'],
    ['wrangler.toml', 'name = "old-name"', '1:9 old-name!'],
    ['app.json', '{ "expo": { "slug": "old-name" } }', '1:22 old-name!'],
    ['wrangler.jsonc', '{\n  // x\n  "name": "old-name"\n}', '3:12 old-name!'],
    ['render.yaml', '  - type: web\n    name: old-name # x', '2:11 old-name!'],
    ['compose.yml', 'name: "old-name"', '1:8 old-name!'],
    ['README.md', '# About old-name', '1:9 old-name'],
    ['README.md', '# Old Name\n', '1:3 Old Name'],
    ['index.html', '<title>Old name</title>', '1:8 Old name'],
    ['README.md', 'See https://old-name.example.org', '1:13 old-name'],
    ['README.md', 'npm run old-name', '1:9 old-name'],
    ['Dockerfile', 'LABEL name=old-name', '1:12 old-name'],
    ['compose.yml', '    container_name: old-name', '1:21 old-name'],
    ['compose.yml', '    image: ada/old-name:1', '1:16 old-name'],
    ['.github/workflows/ci.yml', 'env:\n  APP: old-name', '2:8 old-name'],
    ['a.toml', 'title = "old-name"', '1:10 old-name'],
    ['src/a.ts', "const name = 'old-name'", '1:15 old-name'],
  ])('is found in %s: %j', (file, content, place) => {
    expect(inFile(file, content)).toEqual([place])
  })

  it.each([
    ['a part of a word', 'README.md', 'old-names bold-name old-name-db old-name_db'],
    ['another spelling', 'README.md', 'The Old Name of it'],
    ['a package of somebody else', 'README.md', 'npm install @ada/old-name'],
    ['a lockfile', 'package-lock.json', '{ "name": "old-name" }'],
    ['a lockfile inside', 'web/yarn.lock', 'old-name'],
  ])('is not %s', (_, file, content) => {
    expect(inFile(file, content)).toEqual([])
  })

  it('is not the field that a creation sets, nor what names the author', () => {
    const fields = { name: 'old-name', bin: { 'old-name': 'a.js' }, x: { name: 'old-name' } }
    const packageJson = JSON.stringify({ ...fields, repository: { url: 'x/old-name' } }, null, 2)
    const places = oldNamesIn(tree({ 'package.json': packageJson }))
    expect(places.map(({ line, certain }) => [line, certain])).toEqual([
      [4, true],
      [7, false],
    ])
    const inside = { 'apps/a/package.json': '{ "dependencies": { "old-name": "*" } }' }
    expect(oldNamesIn(tree(inside))).toMatchObject([{ column: 22, certain: false }])
  })

  it('is not certain as a dependency, in mixed settings, or beside native code', () => {
    const certainIn = (files: Readonly<Record<string, string>>) =>
      oldNamesIn(tree(files)).filter(({ certain }) => certain)
    const dependent = JSON.stringify({ name: 'old-name', dependencies: { 'old-name': '1' } })
    expect(certainIn({ 'package.json': dependent, 'README.md': 'npx old-name' })).toEqual([])
    expect(certainIn({ 'a.yaml': 'name: old-name\nserviceName: old-name\n' })).toEqual([])
    expect(certainIn({ 'app.json': '{ "name": "old-name" }', 'ios/a.swift': '' })).toEqual([])
  })

  it('is found quickly in hostile lines', () => {
    const lines = ['a-b '.repeat(200), ' '.repeat(1000), `# ${' '.repeat(900)}x`, 'w'.repeat(999)]
    const text = Array.from({ length: 1000 }, (_, at) => lines[at % 4]).join('\n')
    const start = process.cpuUsage()
    oldNamesIn(tree({ 'README.md': text, 'a.toml': text }, 'a-b'))
    const { user } = process.cpuUsage(start)
    expect(user).toBeLessThan(3_000_000)
  })

  it('is found with its scope and without, once', () => {
    const name = '@ada/old-name'
    expect(inFile('README.md', 'npm i @ada/old-name\ncd old-name\n@eve/old-name', name)).toEqual([
      '1:7 @ada/old-name!',
      '2:4 old-name',
    ])
    expect(inFile('README.md', 'npm i @ada/app in app', '@ada/app')).toEqual(['1:7 @ada/app!'])
  })

  it('counts only where it is certain, if it is a single word', () => {
    expect(inFile('README.md', 'The kiosk is a kiosk.\nnpx kiosk', 'kiosk')).toEqual(['2:5 kiosk!'])
  })

  it.each(['app', 'template', 'starter', 'web'])('never counts if it is %s', (name) => {
    expect(inFile('README.md', `# ${name}\n\ncd ${name}`, name)).toEqual([])
  })

  it.each(['{{PACKAGE_NAME}}', '<name>', ''])('is none if it is %j', (name) => {
    expect(packageNameIn(tree({}, name))).toBeUndefined()
    expect(inFile('README.md', '# {{PACKAGE_NAME}} <name>', name)).toEqual([])
  })

  it('is none without a package.json that can be read', () => {
    for (const content of ['{', '[]', 'null', '{ "name": 1 }']) {
      expect(oldNamesIn(tree({ 'package.json': content, 'a.md': '# old-name' }))).toEqual([])
    }
    expect(packageNameIn(new Map())).toBeUndefined()
  })

  it('is the text at its line and column', () => {
    const content = 'é old-name\r\n\told-name, old-name\r\n'
    const places = oldNamesIn(tree({ 'a.txt': content }))
    expect(places).toHaveLength(3)
    for (const { line, column, text } of places) {
      expect(content.split('\n')[line - 1]?.slice(column - 1, column - 1 + text.length)).toBe(text)
    }
  })
})

describe('the author of a template', () => {
  it('is found in package.json and FUNDING.yml', () => {
    const fields = {
      author: { name: 'Ada', email: 'ada@example.org' },
      contributors: ['Grace <grace@example.org>'],
      repository: { type: 'git', url: 'git+https://host.org/ada/x.git' },
      bugs: 'https://host.org/ada/x/issues',
      homepage: 'https://host.org/ada/x#readme',
      funding: [{ url: 'https://host.org/fund' }],
    }
    const funding = 'github: [ada]\npatreon: # Replace with a name\ncustom:\n  - https://a.org\n'
    const content = JSON.stringify(fields, null, 2)
    const places = authorsIn(tree({ 'package.json': content, '.github/FUNDING.yml': funding }))
    expect(places.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([
      'package.json:3 Ada',
      'package.json:7 Grace <grace@example.org>',
      'package.json:11 git+https://host.org/ada/x.git',
      'package.json:13 https://host.org/ada/x/issues',
      'package.json:14 https://host.org/ada/x#readme',
      'package.json:17 https://host.org/fund',
      '.github/FUNDING.yml:1 [ada]',
      '.github/FUNDING.yml:4 https://a.org',
    ])
    for (const { file, line, column, text, certain } of places) {
      const from = file === 'package.json' ? content : funding
      const there = from.split('\n')[line - 1]?.slice(column - 1) ?? ''
      expect(there.slice(0, text.length)).toBe(text)
      expect(certain).toBe(false)
    }
  })

  it.each([
    [{ author: '', repository: {}, homepage: '.' }],
    [{ author: 'Your Name <you@example.org>', homepage: '/shop' }],
    [{ author: '{{AUTHOR}}', repository: 'https://example.com/x' }],
    [{ author: null, bugs: 1 }],
  ])('is nobody in %j', (fields) => {
    expect(authorsIn(tree({ 'package.json': JSON.stringify(fields) }))).toEqual([])
  })
})
