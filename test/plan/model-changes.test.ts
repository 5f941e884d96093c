import { describe, expect, it } from 'vitest'
import { diff } from '../../src/compose/diff.ts'
import type { PackageManagerName } from '../../src/model/package-manager.ts'
import type { Tree } from '../../src/model/tree.ts'
import {
  droppedWarnings,
  type Migrating,
  migrationCommand,
  migrationTask,
} from '../../src/plan/change/migration-task.ts'
import { modelChanges } from '../../src/plan/change/model-changes.ts'

const book = 'model Book {\n  id Int @id\n\n  @@map("books")\n}\n'
const generator = 'generator client {\n  provider = "prisma-client"\n}\n'
const script = 'node --import tsx/esm scripts/db/migrate.ts'

type Files = Readonly<Record<string, string>>

function changesOf(before: Files, after: Files) {
  const [old, tree] = [treeOf(before), treeOf(after)]
  return modelChanges(diff(old, tree), tree)
}

function treeOf(files: Files): Tree {
  return new Map(Object.entries(files).map(([path, content]) => [path, { content }]))
}

describe('a change of the models', () => {
  it.each<[string, Files, Files]>([
    [
      'a comment',
      { 'prisma/schema.prisma': `// One\n${book}` },
      { 'prisma/schema.prisma': `${book}// }\n/* model A {\n id Int @id\n} */` },
    ],
    [
      'layout',
      { 'prisma/schema.prisma': book },
      { 'prisma/schema.prisma': book.replace('  id Int @id', '\tid   Int   @id // the key') },
    ],
    [
      'the generator',
      { 'prisma/schema.prisma': generator + book },
      { 'prisma/schema.prisma': generator.replace('client"', 'client-js"') + book },
    ],
    [
      'the file of a model',
      { 'prisma/schema.prisma': generator + book },
      { 'prisma/schema/schema.prisma': generator, 'prisma/schema/book.prisma': book },
    ],
    ['another file', { 'src/a.ts': '1' }, { 'src/a.ts': '2' }],
  ])('is not %s', (_, before, after) => {
    expect(changesOf(before, after)).toEqual([])
  })

  it.each<[string, string]>([
    ['a field', book.replace('@id', '@id\n  title String')],
    ['a default with a brace', book.replace('@id', '@id\n  data Json @default("{} // none")')],
    ['a model', `${book}model Author {\n  id Int @id\n}\n`],
    ['an enum', `${book}enum Kind {\n  one\n}\n`],
  ])('is %s', (_, after) => {
    const changed = changesOf(
      { 'apps/api/prisma/schema/all.prisma': book },
      { 'apps/api/prisma/schema/all.prisma': after },
    )
    expect(changed).toMatchObject([{ folder: 'apps/api/', dropped: [] }])
    // What follows a brace in a string counts as well.
    const again = changesOf({ 'prisma/a.prisma': after }, { 'prisma/a.prisma': `${after}\n` })
    expect(again).toEqual([])
  })

  it('names the tables of the models that are gone', () => {
    const author = 'model Author {\n  id Int @id\n}\n'
    const before = { 'prisma/schema.prisma': book + author + generator }
    expect(changesOf(before, { 'prisma/schema.prisma': generator })).toEqual([
      { folder: '', dropped: ['Author', 'books'], isOnlyDrop: true },
    ])
    const also = { 'prisma/schema.prisma': author.replace('Int', 'String') }
    expect(changesOf(before, also)).toEqual([{ folder: '', dropped: ['books'], isOnlyDrop: false }])
  })
})

describe('a migration', () => {
  const migrating = (how: Partial<Migrating>, own = script): Migrating => {
    const manifest = { content: JSON.stringify({ scripts: { 'db:migrate': own } }) }
    return {
      models: [{ folder: 'apps/api/', dropped: ['books'], isOnlyDrop: true }],
      mayDrop: true,
      tree: new Map([['apps/api/package.json', manifest]]),
      packageManager: { name: 'npm', version: '11.0.0' },
      ...how,
    }
  }
  const argsOf = (input: Migrating) => migrationTask(input)?.commands.map(({ args }) => args)
  const plain = ['--prefix', 'apps/api', 'run', 'db:migrate', '--', '--name', 'update']

  it('runs in the package whose models change', () => {
    const models = [{ folder: 'apps/api/', dropped: [], isOnlyDrop: false }]
    expect(argsOf(migrating({ models }))).toEqual([plain])
    expect(migrationTask(migrating({ models: [] }))).toBeUndefined()
    expect(migrationTask(migrating({ tree: new Map() }))).toBeUndefined()
  })

  it('deletes rows only where the person asked for it, and says so', () => {
    expect(argsOf(migrating({}))).toEqual([[...plain, '--force']])
    expect(droppedWarnings(migrating({}))).toEqual([
      {
        code: 'TABLES_DROPPED',
        message:
          'The migration of apps/api drops the table books, with all rows of the private PostgreSQL.',
        fix: 'To keep the rows, save them first.',
      },
    ])
  })

  it.each<[string, Migrating]>([
    ['nobody asked, or the server is not private', migrating({ mayDrop: false })],
    [
      'other models change, too',
      migrating({ models: [{ folder: 'apps/api/', dropped: ['books'], isOnlyDrop: false }] }),
    ],
    ['the script is not ours', migrating({}, 'prisma migrate dev')],
  ])('deletes no rows where %s, and says how to', (_, input) => {
    expect(argsOf(input)).toEqual([plain])
    expect(droppedWarnings(input)).toMatchObject([
      {
        message:
          'The migration of apps/api drops the table books. It fails if there are rows in it.',
      },
    ])
  })

  it('names a flag only of a script that has it', () => {
    const fixOf = (input: Migrating) => droppedWarnings(input)[0]?.fix
    const byHand = `To delete the rows, run: npm ${plain.join(' ')} --force`
    expect(fixOf(migrating({ mayDrop: false }))).toBe(byHand)
    expect(fixOf(migrating({}, 'prisma migrate dev'))).toBe('')
  })

  it.each<[PackageManagerName, string]>([
    ['npm', 'npm --prefix apps/api run db:migrate -- --name update'],
    ['pnpm', 'pnpm --dir apps/api run db:migrate --name update'],
    ['yarn', 'yarn --cwd apps/api run db:migrate --name update'],
    ['bun', 'bun --cwd=apps/api run db:migrate --name update'],
  ])('is written with %s', (name, typed) => {
    const how = { name: 'update', folder: 'apps/api/' }
    const { file, args } = migrationCommand({ name, version: '1.0.0' }, how)
    expect([file, ...args].join(' ')).toBe(typed)
  })
})
