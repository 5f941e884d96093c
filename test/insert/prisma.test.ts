import { describe, expect, it } from 'vitest'
import { insert, takeOut } from '../../src/insert/insert.ts'
import type { Anchor } from '../../src/model/generated/insertion.ts'

const user = `model User {
  id    String @id @default(uuid(7))
  name  String @default("}")  // { not a brace
  /// All of them.
  posts Post[]

  @@map("users")
}
`
const model: Anchor = { anchor: 'model' }
const field: Anchor = { anchor: 'field', name: 'User' }

describe('a Prisma schema', () => {
  it.each<readonly [string, string, Anchor, string, string]>([
    [
      'gets a model at its end',
      user,
      model,
      'model Book {\n  id String @id\n}\n',
      `${user}\nmodel Book {\n  id String @id\n}\n`,
    ],
    [
      'gets a model behind a comment, without a final line end',
      'enum A {\n\ta\n}\n// end',
      model,
      '/// A book.\nmodel Book {\n  id String @id\n}',
      'enum A {\n\ta\n}\n// end\n\n/// A book.\nmodel Book {\n\tid String @id\n}',
    ],
    [
      'gets its first model',
      '',
      model,
      'model Book {\n  id String @id\n}',
      'model Book {\n  id String @id\n}\n',
    ],
    [
      'gets a field behind the others, in their columns',
      user,
      field,
      'books Book[]',
      user.replace('posts Post[]\n', 'posts Post[]\n  books Book[]\n'),
    ],
    [
      'gets a field before another, with its comment',
      user,
      { ...field, before: 'posts' },
      'age Int @default(1)',
      user.replace('a brace\n', 'a brace\n  age   Int    @default(1)\n'),
    ],
    [
      'gets a field at the start',
      user,
      { ...field, at: 'start' },
      '/// Own.\nkey Int @unique',
      user.replace('  id', '  /// Own.\n  key   Int    @unique\n  id'),
    ],
    [
      'gets an attribute of the model',
      user,
      field,
      '@@index([name])',
      user.replace('@@map("users")\n', '@@map("users")\n  @@index([name])\n'),
    ],
    [
      'gets the first attribute',
      'model User {\n  id Int\n}\n',
      field,
      '@@map("a")',
      'model User {\n  id Int\n\n  @@map("a")\n}\n',
    ],
    [
      'gets a value of an enum',
      'enum User {\r\n\ta\r\n\tb\r\n}\r\n',
      field,
      'c',
      'enum User {\r\n\ta\r\n\tb\r\n\tc\r\n}\r\n',
    ],
    [
      'gets the first field',
      'model User {\n  // none\n}\n',
      field,
      'id Int @id',
      'model User {\n  // none\n  id Int @id\n}\n',
    ],
  ])('%s, once, and loses it again', (_, text, anchor, added, becomes) => {
    const insertion = { file: 'schema.prisma', text: added, ...anchor }
    expect(insert(text, insertion)).toEqual({ outcome: 'applied', text: becomes })
    expect(insert(becomes, insertion)).toEqual({ outcome: 'already' })
    expect(takeOut(becomes, insertion)).toEqual({ outcome: 'applied', text })
    expect(takeOut(text, insertion)).toEqual({ outcome: 'already' })
  })

  it.each<readonly [string, Anchor]>([
    ['model User {\n  id Int @id\n}', model],
    ['name String', field],
    ['@@map("user")', field],
  ])('keeps what differs from %s', (added, anchor) => {
    const insertion = { file: 'schema.prisma', text: added, ...anchor }
    expect(insert(user, insertion)).toEqual({ outcome: 'differs' })
    expect(takeOut(user, insertion)).toEqual({ outcome: 'differs' })
  })

  it('keeps a field at which a person wrote a comment', () => {
    const insertion = { file: 'schema.prisma', text: 'name String @default("}")', ...field }
    expect(insert(user, insertion)).toEqual({ outcome: 'already' })
    expect(takeOut(user, insertion)).toEqual({ outcome: 'differs' })
  })

  it('knows a model whose columns were aligned', () => {
    const text = 'model Book {\n  id   String @id\n\n  name String\n}\n'
    const insertion = { file: 'a.prisma', text: 'model Book {\n id String @id\n name String\n}' }
    expect(insert(text, { ...insertion, ...model })).toEqual({ outcome: 'already' })
    expect(takeOut(text, { ...insertion, ...model })).toEqual({ outcome: 'applied', text: '' })
  })

  it.each<readonly [string, string, Anchor, string]>([
    ['model User {', 'id Int', field, 'The Prisma schema cannot be read.'],
    ['const a = 1', 'id Int', field, 'The Prisma schema cannot be read.'],
    ['', 'id Int', field, 'There is no model "User".'],
    [user, 'a Int\nb Int', field, 'The text is not one line of a Prisma model.'],
    [user, 'a Int', { ...field, after: 'b' }, 'There is no "b" to insert it beside.'],
    [user, 'id Int', model, 'The text is not one block of a Prisma schema.'],
  ])('in %j for %j says why nothing is done', (text, added, anchor, why) => {
    const insertion = { file: 'schema.prisma', text: added, ...anchor }
    expect(insert(text, insertion)).toEqual({ outcome: 'unable', why })
  })
})
