import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { commandTable } from '../../src/cli/command-table.ts'
import { subcommandsOf } from '../../src/flags/command-entry.ts'
import { snapshot } from '../support/folders.ts'
import { author, blocksOf, runAs, scriptOf } from '../support/guide.ts'
import { machineRegistry } from '../support/registry.ts'
import { isLong } from '../support/sampled.ts'

const page = 'docs/generators.md'
const blocks = await blocksOf(page, 'sh')
const yaml = await blocksOf(page, 'yaml')
const generatorOf = (name: string) =>
  yaml.find((block) => block.startsWith(`name: ${name}\n`)) ?? ''

/** What the page takes for granted. */
const given = {
  'widget.yaml': [
    'name: widget',
    'params: [{ name: size, choices: [small, large], default: small }]',
    'files:',
    '  - path: "src/{{name|kebab}}.ts"',
    '    content: "export const {{name|camel}} = \'{{size}}\';\\n"',
    '',
  ].join('\n'),
  'type.yaml': generatorOf('type'),
  'our-button/package.json': '{ "name": "our-button", "version": "1.0.0" }',
  'our-button/generator.yaml':
    'name: our-button\nfiles: [{ path: "src/{{name|kebab}}.ts", from: button.ts.txt }]\n',
  'our-button/button.ts.txt': "export const {{name|camel}} = 'button';\n",
  'src/user-card.ts': "export function userCard() {\n  return { kind: 'user-card' };\n}\n",
  'src/user-card.test.ts':
    "import { expect, it } from 'vitest';\nimport { userCard } from './user-card.ts';\n\nit('is a card', () => expect(userCard().kind).toBe('user-card'));\n",
}

/** The project is created first, and then has the files. */
const script = scriptOf(blocks).replace(/^cd my-api$/m, 'cd my-api\ncp -R ../given/. .\ngit add .')

it('every command of the page does what it says, on a real registry', async () => {
  const files = Object.entries(given).map(([path, content]) => [`given/${path}`, content])
  const uplink = isLong ? { uplink: await machineRegistry() } : {}
  const person = await author(Object.fromEntries(files), uplink)
  const quick = isLong ? {} : { CREATE_APP_NO_INSTALL: '1' }
  const { all, exitCode } = await runAs({ ...person, env: { ...person.env, ...quick } }, script)
  expect(exitCode, all).toBe(0)
  expect(all).toContain('0 changes: the project has all of it.')

  const made = await snapshot(join(person.work, 'my-api'))
  expect(made['src/modules/index.ts']).not.toContain('openingHours')
  expect(made['src/jobs/admin/clean-up.ts']).toContain('cleanUp')
  expect(made['src/save.ts']).toContain("save = 'button'")
  expect(made['.create-app/generated/our-button/Save.json']).toContain('npm:our-button@1.0.0')
  expect(made['src/volume.ts']).toContain(
    [
      "import type { Chapter } from './chapter.ts';",
      'export type Volume = {',
      '  title: string;',
      "  status: 'open' | 'done';",
      '  first?: Chapter;',
      '};',
    ].join('\n'),
  )
  expect(made['generators/card.yaml']).toContain('{{name|camel}}')
  expect(made['generators/card.snapshot.json']).toContain('order-line')
})

it('a file that breaks a rule stays, and the report names file, line and rule', async () => {
  const person = await author({
    'package.json': JSON.stringify({ scripts: { lint: 'biome check --error-on-warnings' } }),
    'biome.json': '{ "linter": { "rules": { "style": { "useImportType": "error" } } } }',
    'generators/react-component.yaml': generatorOf('react-component'),
  })
  const packages = join(person.work, 'node_modules')
  await mkdir(packages)
  for (const name of ['@biomejs', '.bin']) {
    await symlink(join(repository, 'node_modules', name), join(packages, name))
  }
  await writeFile(join(person.work, '.gitignore'), 'node_modules\n')
  const { all, exitCode } = await runAs(person, 'create-app generate react-component UserCard')
  expect(exitCode, all).toBe(21)
  const text = await readFile(join(repository, page), 'utf8')
  const finding = 'src/components/UserCard/UserCard.tsx:1:8 lint/style/useImportType'
  for (const shown of [all, text]) expect(shown).toContain(finding)
  expect(
    await readFile(join(person.work, 'src/components/UserCard/UserCard.tsx'), 'utf8'),
  ).toContain('import React from')
})

it('the page shows every subcommand of create-app generator', () => {
  for (const verb of subcommandsOf(commandTable, 'generator')) {
    expect(blocks.join('')).toContain(`create-app generator ${verb}`)
  }
})
