import { expect, it } from 'vitest'
import { addonFiles, ground, shopProject } from '../support/addons.ts'
import type { MadeProject } from '../support/updating.ts'

const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`

/** A generator for each kind of project: the one keeps rows in memory, the other in tables. */
const memory = {
  name: 'thing',
  needs: [{ file: 'src/rows.ts' }],
  files: [
    {
      path: 'src/{{name}}.ts',
      content: "export const {{name}} = 'in memory';\n// One.\n// Two.\n",
    },
    { path: 'src/{{name}}-rows.ts', content: 'export const rows = [];\n' },
  ],
}
const tables = {
  name: 'thing',
  needs: [{ file: 'prisma/schema/book.prisma' }],
  files: [
    {
      path: 'src/{{name}}.ts',
      content: "export const {{name}} = 'in a table';\n// One.\n// Two.\n",
    },
    { path: 'prisma/schema/{{name}}.prisma', content: model('{{name|pascal}}') },
  ],
  insertions: [{ file: 'src/list.ts', anchor: 'array', name: 'list', text: "'table of {{name}}'" }],
  migration: { name: 'add-{{name}}' },
}

const files = {
  ...ground,
  'shop/src/rows.ts': 'export const rows = 1;\n',
  '_generators/thing/generator.memory.json': JSON.stringify(memory),
  '_generators/thing/generator.tables.json': JSON.stringify(tables),
  '_tables/layer.json': '{ "$schema": "../layer.schema.json" }',
  '_tables/own.txt': 'layer\n',
  '_tables/_gitignore': '.data/\n',
  '_tables/package.json': '{ "scripts": { "db:migrate": "node scripts/db/migrate.ts" } }',
  '_tables/prisma/schema/book.prisma': model('Book'),
  '_tables/prisma/migrations/1_books/migration.sql': 'CREATE TABLE book ();\n',
  ...addonFiles('store', {
    'addon.json': {
      extends: ['_tables'],
      drops: ['src/rows.ts'],
      conflicts: ['other'],
      overrides: ['own.txt'],
    },
    'own.txt': 'store\n',
    'src/store.ts': 'export const store = 1;\n',
  }),
  ...addonFiles('zeta', { 'addon.json': { extends: ['_tables'] }, 'zeta.txt': 'zeta\n' }),
  ...addonFiles('never', {
    'addon.json': { conflicts: ['shop'], fixes: { shop: 'It has one already.' } },
  }),
}

async function act(project: MadeProject, ...args: readonly string[]) {
  const [command = '', ...more] = args
  const install = command === 'generate' ? [] : ['--no-install']
  const done = await project.document(command, ...more, ...install, '--no-verify')
  await project.commit()
  return done
}

it('lays its layers before it, and leaves out what it drops', async () => {
  const project = await shopProject(files)
  const before = await project.files()
  const done = await act(project, 'add', 'store')
  expect(done).toMatchObject({ exitCode: 0, files: { deleted: ['src/rows.ts'] } })
  expect(done.files.created).toEqual([
    '.create-app/addons/store.json',
    'own.txt',
    'prisma/migrations/1_books/migration.sql',
    'prisma/schema/book.prisma',
    'src/store.ts',
  ])
  // Its models come with their migrations.
  expect(done.tasks.map(({ id }) => id)).not.toContain('migrate')
  expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
  await act(project, 'remove', 'store')
  expect(await project.files()).toEqual(before)
})

it('lays a layer once, and keeps it until no add-on has it', async () => {
  const project = await shopProject(files)
  await act(project, 'add', 'store,zeta')
  expect(await project.read('own.txt')).toBe('store\n')
  await act(project, 'remove', 'store')
  expect(await project.read('prisma/schema/book.prisma')).toBe(model('Book'))
  await act(project, 'remove', 'zeta')
  expect((await project.files())['prisma/schema/book.prisma']).toBeUndefined()
})

it('moves what was generated to the generator that fits, and back, with what a person edited', async () => {
  const project = await shopProject(files)
  await act(project, 'generate', 'thing', 'lamp')
  const edited = (await project.read('src/lamp.ts')).replace('// Two.', '// Mine.')
  await project.write({ 'src/lamp.ts': edited })
  await project.commit()
  const before = await project.files()
  const done = await act(project, 'add', 'store')
  expect(done.tasks.find(({ id }) => id === 'migrate')?.command).toContain('db:migrate')
  expect(await project.read('src/lamp.ts')).toBe(
    "export const lamp = 'in a table';\n// One.\n// Mine.\n",
  )
  expect(await project.read('prisma/schema/lamp.prisma')).toBe(model('Lamp'))
  expect(await project.read('src/list.ts')).toContain("'table of lamp'")
  expect((await project.files())['src/lamp-rows.ts']).toBeUndefined()
  // A migration is the project's own, and ends with its database.
  await project.write({ 'prisma/migrations/2_lamp/migration.sql': 'CREATE TABLE lamp ();\n' })
  await project.commit()
  expect(await act(project, 'remove', 'store')).toMatchObject({ exitCode: 0 })
  expect(await project.files()).toEqual(before)
})

it('generates the same after it as before it', async () => {
  const [first, last] = [await shopProject(files), await shopProject(files)]
  await act(first, 'generate', 'thing', 'lamp')
  await act(first, 'add', 'store')
  await act(last, 'add', 'store')
  await act(last, 'generate', 'thing', 'lamp')
  const { '.env': _, ...made } = await first.files()
  expect(await last.files()).toMatchObject(made)
})

it('goes on ignoring what is there', async () => {
  const project = await shopProject(files)
  await act(project, 'add', 'store')
  await project.write({ '.data/rows': 'rows\n' })
  const done = await act(project, 'remove', 'store')
  expect(done.warnings).toMatchObject([
    { code: 'STILL_IGNORED', message: '.gitignore still ignores .data/, which is there.' },
  ])
  expect(await project.read('.gitignore')).toContain('.data/\n')
})

it('is refused for a template that it is not for, with the way out', async () => {
  const project = await shopProject(files)
  const { error, exitCode } = await project.document('add', 'never')
  expect([exitCode, error?.code, error?.fix]).toEqual([2, 'ADDON_CONFLICT', 'It has one already.'])
  const { stdout } = await project.run('add', '--json')
  expect(JSON.parse(stdout).addons.map(({ id }: { id: string }) => id)).not.toContain('never')
})
