import { generatorWords } from './generator-words.ts'

/** The description that an editor shows for each key of a manifest; `[]` is a member of a list. */
export const manifestWords: Readonly<Record<string, string>> = {
  $schema: 'The path of the schema of this file, for editors: ./template.schema.json',
  title: 'The name in the list of templates.',
  description: 'A description of one line, for lists.',
  questions:
    'Questions for whoever creates a project. Each answer fills a placeholder and may have a folder.',
  'questions[].id':
    'The id `style` is answered with --set style=…, fills {{STYLE}} and adds options/style/<value>/.',
  'questions[].message': 'The text of the prompt.',
  'questions[].type':
    'select: one of choices; multiselect: none or several of them, with commas; text: letters, digits, space and . _ -; confirm: true or false.',
  'questions[].choices': 'The possible answers of a select or a multiselect.',
  'questions[].choices[].value': 'The answer, and the name of its folder: options/<id>/<value>/.',
  'questions[].choices[].label': 'The text of the choice in the prompt.',
  'questions[].choices[].hint': 'A hint next to the label.',
  'questions[].default': 'The answer when none is given. Without a default, an answer is required.',
  env: 'Variables of .env.example that get a new secret in each project’s .env: { "SESSION_SECRET": "secret" }',
  overrides: 'Paths that this replaces completely in a layer below, because they cannot be merged.',
  replace:
    'By path, the JSON pointers whose value replaces the value of a layer below instead of being merged with it.',
  renames:
    'Paths that files had in an earlier version, with their new paths, so that an update moves a person’s edits: { "old/path": "new/path" }',
  lint: 'What create-app template lint accepts in this template.',
  'lint.allow': 'Findings that are meant to be there. They do not change the exit code.',
  'lint.allow[].rule': 'The rule, as the report names it: unpinned-action.',
  'lint.allow[].path': 'The file, or a folder with / at its end: .github/workflows/',
  'lint.allow[].reason': 'Why it may stay.',
  extends:
    'Layers to apply first, in this order: folders with a layer.json next to this one, or layers of create-app.',
  compose: 'Templates or layers to put into folders: the packages of a monorepo.',
  'compose[].template':
    'A template next to this one, or of create-app, with the layers that this one lacks.',
  'compose[].layer': 'A single layer, instead of a template.',
  'compose[].into': 'The folder: apps/web',
  'compose[].when':
    'The answer that selects this part, as question/value. Without it, the part is always included.',
  'compose[].port': 'Its {{PORT}}, so that no two parts use the same one.',
  aliases: 'Other names for the template.',
  order: 'Its position in lists; the lowest is the default.',
  nextSteps: 'The commands to type after the project was created.',
  'nextSteps[].title': 'What the command is for.',
  'nextSteps[].command': 'The command, with placeholders: {{RUN}} dev',
}

type Words = Readonly<Record<string, string>>

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** Adds the descriptions to a JSON Schema. Throws when a key has none. */
export function withWords(schema: Schema, words: Words, path = ''): Schema {
  const { properties, items } = schema
  const own = words[path]
  if (path !== '' && !path.endsWith('[]') && own === undefined)
    throw new Error(`No words for ${path}`)
  const described = Object.entries(properties ?? {}).map(([key, property]) => {
    return [key, withWords(property, words, path === '' ? key : `${path}.${key}`)]
  })
  const variants = (all: readonly Schema[]) => all.map((one) => variant(one, words, path))
  return {
    ...(own === undefined ? {} : { description: own }),
    ...schema,
    ...(properties ? { properties: Object.fromEntries(described) } : {}),
    ...(items ? { items: withWords(items, words, `${path}[]`) } : {}),
    ...(schema.anyOf ? { anyOf: variants(schema.anyOf) } : {}),
    ...(schema.oneOf ? { oneOf: variants(schema.oneOf) } : {}),
  }
}

/** One of several forms of a value. Its keys are described, and the value itself once for all forms. */
function variant(schema: Schema, words: Words, path: string): Schema {
  return schema.properties ? withWords(schema, words, path) : schema
}

/** The same for an add-on. */
export const addonWords: Readonly<Record<string, string>> = {
  ...manifestWords,
  ...Object.fromEntries(
    Object.entries(generatorWords).filter(([key]) => /^(?:insertions|needs|saves)/.test(key)),
  ),
  $schema: 'The path of the schema of this file, for editors: ./addon.schema.json',
  title: 'The name in the list of add-ons.',
  questions:
    'Questions for whoever adds it. Each answer fills a placeholder and may have a folder.',
  lint: 'What create-app addon lint accepts in this add-on.',
  'questions[].id':
    'The id `host` of the add-on `mail` is answered with --set mail.host=…, fills {{MAIL_HOST}} and adds options/host/<value>/.',
  extends:
    'Layers that are laid before the add-on, in this order: of create-app, or of the same folder.',
  drops: 'Paths of the template that a project with the add-on does not have.',
  needs: 'What a package must have. In any other package the add-on is refused.',
  variants:
    'What the project decides. By id, the choices, each with what a package must have for it: the first that fits adds options/<id>/<choice>/.',
  'insertions[].when':
    'The answer that it is for, as <question>/<answer>; or a list of answers, all of which it needs.',
  conflicts: 'The ids of add-ons and templates that cannot be in the same project.',
  fixes: 'What a person does instead, by the id of the conflict.',
  insertions: 'Text that it adds to files that are there. create-app remove takes it out again.',
}
