import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, parse as parsePath, relative } from 'node:path'
import { expect, it } from 'vitest'
import { catalog, compose, repository } from '../scripts/compose.ts'
import { generatedDocs } from '../scripts/docs.ts'
import { drawRun, type Screen, textOf } from '../scripts/draw-run.ts'
import { allLintRules } from '../src/authoring/lint/lint-finding.ts'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { commandTable } from '../src/cli/command-table.ts'
import { parse } from '../src/cli/parse.ts'
import { exitCodes } from '../src/errors/exit-codes.ts'
import { addonLintRules, generatorLintRules, lintRules } from '../src/model/blueprint.ts'

it('has generated tables and schemas that match the code', async () => {
  for (const [path, content] of await generatedDocs(commandTable)) {
    expect(await readFile(join(repository, path), 'utf8'), `${path}: npm run docs`).toBe(content)
  }
})

it('has a README that says when to choose each template', async () => {
  const readme = await readFile(join(repository, 'README.md'), 'utf8')
  const chosen = [...readme.matchAll(/^- Choose `(.+?)` when /gm)].map(([, id]) => id)
  expect(chosen).toEqual((await listTemplates(catalog)).map(({ id }) => id))
})

it('has a contract that names every exit code', async () => {
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const section = contract.split('## Exit codes')[1]?.split('\n## ')[0] ?? ''
  const documented = [...section.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, codes = '']) =>
    codes.split(', ').map(Number),
  )
  expect(documented).toEqual(Object.values(exitCodes).toSorted((a, b) => a - b))
})

it('has a contract whose promises, tables and sections each name the tests that hold them', async () => {
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const [, promises = ''] = /^## Promises\n([\s\S]*?)^## /m.exec(contract) ?? []
  const parts = [
    ...promises.split(/^(?=\d+\. )/m).slice(1),
    ...contract.split(/^## /m).slice(1),
    ...[...contract.matchAll(/^\|.*\n(?!\|)([\s\S]*?)(?=^\||^## |$(?![\s\S]))/gm)].map(
      ([table]) => table,
    ),
  ]
  for (const part of parts) {
    const held = [...part.matchAll(/^ *Held by: ((?:.*\S\n)+)/gm)]
    const files = held.flatMap(([, list = '']) => [...list.matchAll(/`(test\/\S+)`/g)])
    expect(files.length, part).toBeGreaterThan(0)
    for (const [, file = ''] of files) expect(existsSync(join(repository, file)), file).toBe(true)
  }
  expect(parts.length).toBeGreaterThan(25)
})

it('names only pages, headings, files and npm scripts that exist', async () => {
  const folders = [repository, join(repository, 'docs')]
  const listed = await Promise.all(folders.map((folder) => readdir(folder)))
  const pages = listed.flatMap((names, at) => {
    return names.filter((name) => name.endsWith('.md')).map((name) => join(folders[at] ?? '', name))
  })
  const texts = new Map(
    await Promise.all(pages.map(async (page) => [page, await readFile(page, 'utf8')] as const)),
  )
  const { scripts } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))
  for (const [page, text] of texts) {
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path = '', heading] = link.split('#')
      const file = path === '' ? page : join(dirname(page), path)
      expect(existsSync(file), `${page}: ${link}`).toBe(true)
      if (heading) expect(headingsOf(texts.get(file) ?? ''), `${page}: ${link}`).toContain(heading)
    }
    for (const [, path = ''] of text.matchAll(/`((?:src|test|scripts|docs)\/[\w./-]+)`/g)) {
      expect(existsSync(join(repository, path)), `${page}: ${path}`).toBe(true)
    }
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)
    expect(Object.keys(scripts), page).toEqual(expect.arrayContaining(named))
  }
})

/** The headings of a page, as GitHub makes them part of an address. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    return heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-')
  })
}

it('has a contributing guide that names every room, and only rooms', async () => {
  const guide = await readFile(join(repository, 'CONTRIBUTING.md'), 'utf8')
  const [, section = ''] = /^## The rooms\n([\s\S]*?)^## /m.exec(guide) ?? []
  const named = [...section.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = '']) => {
    return [...cell.matchAll(/`(.+?)`/g)].map(([, name]) => name)
  })
  const src = await readdir(join(repository, 'src'), { recursive: true, withFileTypes: true })
  const rooms = src
    .filter((entry) => entry.isFile())
    .map(
      ({ name, parentPath }) =>
        relative(join(repository, 'src'), parentPath) || parsePath(name).name,
    )
  expect(named.toSorted()).toEqual([...new Set(rooms)].toSorted())
})

it('shows a recorded run in the README, with the texts that the program prints today', async () => {
  const read = (path: string) => readFile(join(repository, path), 'utf8')
  expect(await read('README.md')).toMatch(/^!\[.{40,}\]\(docs\/run\.svg\)$/m)
  const screen: Screen = JSON.parse(await read('docs/run.json'))
  expect(await read('docs/run.svg'), 'npm run docs:run -- --draw').toBe(
    drawRun(screen, 'A run of create-app'),
  )
  const text = textOf(screen)
  const { tasks, nextSteps } = await compose('api')
  const words = [
    `create-app ${catalog.version}`,
    'Esc goes back, Ctrl+C stops',
    ...tasks.map(({ title }) => title),
    ...nextSteps.map(({ command }) => command),
  ]
  for (const word of words) expect(text, 'npm run docs:run').toContain(word)
  const [, again = ''] = /create-app (my-api .*)/.exec(text) ?? []
  const repeated = parse(again.split(' '), { env: {}, commands: commandTable })
  expect(repeated).toMatchObject({ words: { dir: 'my-api' }, flags: { template: 'api' } })
})

it('has a lint schema that names every rule', async () => {
  const file = join(repository, 'docs/schemas/lint.schema.json')
  const { properties } = JSON.parse(await readFile(file, 'utf8'))
  expect(properties.findings.items.properties.rule.enum).toEqual(allLintRules)
  expect(properties.acknowledged.items.properties.rule.enum).toEqual([...lintRules])
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const rows = [...contract.matchAll(/^ {2}\| `([a-z-]+)` \|/gm)].map(([, rule]) => rule)
  expect(rows).toEqual([...lintRules])
  const pages = { 'docs/generators.md': generatorLintRules, 'docs/add-ons.md': addonLintRules }
  for (const [page, rules] of Object.entries(pages)) {
    const [, kit = ''] = (await readFile(join(repository, page), 'utf8')).split('\n## The kit\n')
    const cells = [...kit.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|/gm)]
    const described = cells.flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '))
    expect(described, page).toEqual([...rules])
  }
})
