/** What an editor shows of each key of a manifest; `[]` is a member of a list. */
export const manifestWords: Readonly<Record<string, string>> = {
  $schema: 'Where the schema of this file lies, for editors: ./template.schema.json',
  title: 'What people read where they choose.',
  description: 'What it is, in a line of a list.',
  questions:
    'What is asked of who makes a project. Each answer is a placeholder and may have a folder.',
  'questions[].id':
    'The id `style` is answered with --set style=…, fills {{STYLE}}, and lays options/style/<value>/.',
  'questions[].message': 'What is asked at a prompt.',
  'questions[].type':
    'select: one of choices; text: letters, digits, space and . _ -; confirm: true or false.',
  'questions[].choices': 'What a select can be answered with.',
  'questions[].choices[].value': 'The answer, and the name of its folder: options/<id>/<value>/',
  'questions[].choices[].label': 'What people read.',
  'questions[].choices[].hint': 'A word more, beside the label.',
  'questions[].default': 'The answer of who says nothing. Without one it has to be said.',
  env: 'Variables of .env.example that get a new secret in each project’s .env: { "SESSION_SECRET": "secret" }',
  overrides: 'Paths that this takes whole from a layer below, where they could not be merged.',
  replace:
    'By path, the JSON pointers whose value replaces that of a layer below instead of being merged with it.',
  extends:
    'Layers to lay first, in this order: folders with a layer.json beside this one, or of create-app.',
  compose: 'Templates or layers to lay into folders: the packages of a monorepo.',
  'compose[].template':
    'A template beside this one, or of create-app, with the layers that this one lacks.',
  'compose[].layer': 'A layer, by itself.',
  'compose[].into': 'The folder: apps/web',
  'compose[].when':
    'The answer that asks for it, as question/value; without one it is always laid.',
  'compose[].port': 'Its {{PORT}}, so that two of them do not meet.',
  aliases: 'Other names that it can be asked for by.',
  order: 'Its place in lists; the lowest is the default.',
  nextSteps: 'What a person types once the project is there.',
  'nextSteps[].title': 'What it is for.',
  'nextSteps[].command': 'The command, with placeholders: {{RUN}} dev',
}

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** Puts the words into a JSON Schema; a key that has none is a mistake of ours. */
export function withWords(schema: Schema, path = ''): Schema {
  const { properties, items } = schema
  const words = manifestWords[path]
  if (path !== '' && !path.endsWith('[]') && words === undefined)
    throw new Error(`No words for ${path}`)
  const described = Object.entries(properties ?? {}).map(([key, property]) => {
    return [key, withWords(property, path === '' ? key : `${path}.${key}`)]
  })
  return {
    ...(words === undefined ? {} : { description: words }),
    ...schema,
    ...(properties ? { properties: Object.fromEntries(described) } : {}),
    ...(items ? { items: withWords(items, `${path}[]`) } : {}),
  }
}
