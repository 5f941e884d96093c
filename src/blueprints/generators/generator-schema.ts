import * as z from 'zod/mini'

/** Text that is printed before the generator is trusted, so it must not control the terminal. */
const line = z.string().check(z.regex(/^\P{Cc}*$/u, 'contains control characters'))
const id = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'must be in kebab-case: react-component'))
const camel = '[a-z][A-Za-z0-9]*'
const when = z
  .string()
  .check(
    z.regex(
      new RegExp(`^${camel}(?:/[\\w.-]+|(?:\\.${camel})?)$`),
      'must be <param>/<value>, <list> or <list>.<word>',
    ),
  )
const each = z
  .string()
  .check(z.regex(new RegExp(`^${camel}(?:\\.${camel})?$`), 'must be <list> or <list>.<word>'))
const word = z.string().check(z.regex(new RegExp(`^${camel}$`), 'must be in camelCase'))
const path = z.string().check(z.regex(/^[^/\\]/, 'must be a path in the project'))

const param = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/, 'must be in camelCase: isAdmin')),
  type: z._default(z.enum(['name', 'text', 'boolean', 'choice', 'list']), 'text'),
  question: z.optional(line),
  choices: z.optional(z.array(line)),
  default: z.optional(z.union([line, z.boolean(), z.number()])),
  reserved: z.optional(z.array(line)),
  folders: z.optional(z.boolean()),
  needs: z.optional(word),
})

export type ParamKeys = z.infer<typeof param>

const file = z.strictObject({
  path,
  content: z.optional(z.string()),
  /** A file beside the generator that has the content. */
  from: z.optional(z.string()),
  when: z.optional(when),
})

/** An insertion with its condition, which generators and add-ons write in different ways. */
export function insertionWith<Condition extends z.ZodMiniType>(condition: Condition) {
  const placeless = {
    file: path,
    text: z.string(),
    when: z.optional(condition),
    each: z.optional(each),
  }
  const position = {
    ...placeless,
    at: z.optional(z.enum(['start', 'end'])),
    before: z.optional(z.string()),
    after: z.optional(z.string()),
  }
  return z.discriminatedUnion('anchor', [
    z.strictObject({ ...placeless, anchor: z.literal('import') }),
    z.strictObject({ ...placeless, anchor: z.literal('model') }),
    z.strictObject({ ...placeless, anchor: z.literal('marker'), comment: z.string() }),
    z.strictObject({
      ...position,
      anchor: z.enum(['array', 'object', 'call', 'class', 'jsx', 'field']),
      name: z.string(),
    }),
    z.strictObject({ ...position, anchor: z.literal('path'), path: z.array(z.string()) }),
    z.strictObject({ ...position, anchor: z.literal('list'), heading: z.string() }),
  ])
}

export const need = z.union(
  [
    z.strictObject({ file: path }),
    z.strictObject({ dependency: line }),
    z.strictObject({ entry: id }),
  ],
  'must be a file, a dependency or an entry: { "dependency": "react" }',
)

/** The keys of a generator's file. Without `files` and `insertions` it makes nothing. */
export const generatorFile = z.strictObject({
  $schema: z.optional(z.string()),
  name: id,
  description: z.optional(line),
  aliases: z.optional(z.array(id)),
  include: z.optional(
    z.array(z.strictObject({ part: z.string(), in: z.optional(path), when: z.optional(when) })),
  ),
  params: z.optional(z.array(param)),
  types: z.optional(
    z.record(z.string().check(z.regex(/^[A-Za-z]\w*$/)), z.record(word, z.string())),
  ),
  files: z._default(z.array(file), []),
  insertions: z.optional(z.array(insertionWith(when))),
  needs: z.optional(z.array(need)),
  hooks: z.optional(
    z.strictObject({
      beforeGenerate: z.optional(z.array(line)),
      afterGenerate: z.optional(z.array(line)),
    }),
  ),
  instead: z.optional(
    z.strictObject({
      when: z.string().check(z.regex(new RegExp(`^${camel}/true$`), 'must be <param>/true')),
      generator: id,
      values: z._default(z.record(word, line), {}),
    }),
  ),
  adds: z.optional(z.strictObject({ to: id, list: word })),
  migration: z.optional(
    z.strictObject({
      name: line,
      draft: z._default(z.boolean(), false),
      in: z.optional(z.array(path)),
    }),
  ),
  saves: z.optional(z.strictObject({ minutes: z.number().check(z.nonnegative()) })),
})

export type GeneratorKeys = z.infer<typeof generatorFile>
export type SchemaError = z.core.$ZodError
