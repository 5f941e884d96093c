import { type CommandTable, output, row } from './command-row.ts'

/** The commands for people who write generators. */
export const generatorRows: CommandTable = {
  generator: {
    words: '<command>',
    about: 'write and test generators of your own',
    takes: [],
    completes: {},
    examples: [],
  },
  'generator init': row({
    words: '<name> [file…]',
    about: 'start a generator, or draft one from files',
    details:
      'Writes generators/<name>.yaml, which works as it is, and the schema of generators for your editor. With --from, or with files after the name, it drafts the generator from files of the project: in their paths and content, the name that they have in common becomes a placeholder, in every spelling and in the plural. --name says which name that is. It never replaces a file.',
    takes: ['from', 'name', 'dry-run', ...output, 'cwd'],
    completes: { file: 'file' },
    examples: [
      'create-app generator init greeting',
      'create-app generator init card src/user-card.tsx src/user-card.test.tsx',
      'create-app generator init card --from src/user-card.tsx --name UserCard',
    ],
    load: async () => (await import('../commands/generator/generator-verbs.ts')).init,
  }),
  'generator lint': row({
    words: '[path]',
    about: 'find mistakes in generators, with file and line',
    details:
      'Checks one file or folder, or all generators of the project. It makes their files in memory with sample answers, and runs nothing. Exits with 7 if it finds a problem.',
    takes: ['json', 'cwd'],
    completes: { path: 'file' },
    examples: ['create-app generator lint', 'create-app generator lint generators/greeting.yaml'],
    load: async () => (await import('../commands/generator/generator-verbs.ts')).lint,
  }),
  'generator test': row({
    words: '[path]',
    about: 'make what generators make in memory, and compare it with a snapshot',
    details:
      'Tries one file or folder, or all generators of the project, with sample names and every combination of choices. The files must be readable. What is added to files of the project must be added once, and nothing must be left when it is taken out. Writes nothing but the snapshot beside the generator, with --accept. Exits with 7 if something fails or differs.',
    takes: ['accept', 'json', 'cwd'],
    completes: { path: 'file' },
    examples: [
      'create-app generator test',
      'create-app generator test generators/greeting.yaml --accept',
    ],
    load: async () => (await import('../commands/generator/generator-verbs.ts')).test,
  }),
}
