/** The description that an editor shows for each key of a generator's file; `[]` is a member of a list. */
export const generatorWords: Readonly<Record<string, string>> = {
  $schema: 'The path of the schema of this file, for editors: ./generator.schema.json',
  name: 'The name that is typed: create-app generate <name>. In kebab-case.',
  description: 'What it makes, in one sentence, for lists and help.',
  aliases: 'Other names for the generator.',
  include: 'Files beside the generator that have keys for several generators.',
  'include[].part': 'A YAML file beside the generator, with params, types, files and insertions.',
  'include[].when': 'The answer for which the part is made, as param/value: ui/true.',
  'include[].in': 'The folder that the paths of the part are in.',
  params:
    'What it asks for, in the order in which the values are typed. Each param is a placeholder and a flag. A generator always has the param name.',
  'params[].name': 'The name in camelCase. `isAdmin` fills {{isAdmin}} and is the flag --is-admin.',
  'params[].type':
    'name: a name in code, perhaps with folders (admin/role); text: any text; boolean: true or false; choice: one of choices; list: things with types, title:string dueOn:date?.',
  'params[].question': 'The text of the prompt, and of the help.',
  'params[].choices': 'The allowed values. A param with choices is a choice.',
  'params[].default': 'The value if none is given. Without a default, a value is required.',
  'params[].needs':
    'Another boolean, without which this one is false: pages need an API. --only counts both as parts.',
  'params[].folders': 'Whether a name may have folders: admin/role. The default is true.',
  'params[].reserved':
    'Names that it must not have, in any case. Of a list, they are names of its items.',
  'params[].reserved[]': 'A name.',
  types:
    'For each type that an item of a list may have, words for placeholders: zod is {{field.zod}}. A type with a capital that is not here is Model. Two words are for create-app: accepts is a pattern for a default, and requires: choices asks for a type such as enum(a,b).',
  files:
    'The files that it adds. A file that is there already and that no generator made is never replaced.',
  'files[].path':
    'The path in the project, with placeholders: src/{{name|kebab}}.ts. Of a name with folders, the first placeholder has the folders.',
  'files[].content':
    'The content, with placeholders: {{name|pascal}}. With a backslash before it, a placeholder stays.',
  'files[].from': 'A file beside the generator that has the content, instead of content.',
  'files[].when':
    'The answer for which the file is made, as param/value: size/large. fields.date: made if an item has the word date.',
  insertions: 'Text that it adds to files that are there. create-app remove takes it out again.',
  'insertions[].file': 'The path of the file in the project, with placeholders.',
  'insertions[].anchor':
    'What in the file the text goes to. import: the imports; array, object, call, class, jsx: what the file calls name; model, field: a Prisma schema; path: JSON or YAML; list: a Markdown list or table; marker: a comment.',
  'insertions[].text': 'The text, with placeholders.',
  'insertions[].when':
    'The answer for which the text is added, as param/value: size/large. fields.date: added if an item has the word date.',
  'insertions[].each':
    'The list for whose items the text is added: fields, or fields.date for those that have the word date.',
  'insertions[].at': 'The place among the members: start or end. The default is end.',
  'insertions[].before': 'The member that the text goes before.',
  'insertions[].after': 'The member that the text goes after.',
  'insertions[].comment': 'The text of the comment that the text goes above.',
  'insertions[].name':
    'What the file calls the list, the object, the function or the class: routes, app.use, default. Of a field: the Prisma model.',
  'insertions[].path': 'The keys that lead to the object or the list: [scripts].',
  'insertions[].heading': 'The Markdown heading above the list or the table.',
  needs:
    'What a project must have. In any other project the generator is not listed, and refuses to run.',
  'needs[].file': 'A file that must be there.',
  'needs[].dependency': 'A package that must be in dependencies or devDependencies.',
  'needs[].entry': 'The name of a generator by which something was generated in the project.',
  hooks: 'Commands that run in the project, each started without a shell, with placeholders.',
  'hooks.beforeGenerate': 'Run before the files are written. If one fails, nothing is written.',
  'hooks.afterGenerate': 'Run after the files are written. If one fails, the files are taken back.',
  instead: 'Another generator that is run for an answer: endpoint --crud makes a feature.',
  'instead.when': 'The answer that asks for it: crud/true.',
  'instead.generator': 'The name of that generator.',
  'instead.values': 'Values of its params where a person gives none.',
  adds: 'It gives a list of what another generator made more items.',
  'adds.to': 'The name of that generator.',
  'adds.list': 'The name of its list.',
  migration: 'A migration of the database that comes with the files.',
  'migration.name': 'What it is called, with placeholders.',
  'migration.in': 'The packages of a monorepo whose databases change.',
  'migration.in[]': 'The folder of a package.',
  'migration.draft': 'Whether it is only written, even if empty, so that a person can edit it.',
  saves: 'What a person would have needed by hand. The run says so.',
  'saves.minutes': 'The minutes.',
}
