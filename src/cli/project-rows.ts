import { type CommandTable, network, output, row } from './command-row.ts'

/** The commands for a project that exists. */
export const projectRows: CommandTable = {
  update: row({
    words: '[dir]',
    about: 'update a project and keep your changes',
    details:
      'Compares three versions of each file: as it was made, as you have it, and as the newest version of its template makes it. Both changes are kept; where they contradict each other, the file has markers, as after a merge of git, and the command exits with 4. Then it installs, checks the types and runs the tests. It commits nothing, and create-app undo takes it back. --set changes an answer: --set pm=pnpm, --set example=none.',
    takes: [
      ...(['template', 'to', 'set', 'restore', 'two-way', 'dirty', 'force', 'install'] as const),
      ...(['verify', 'yes', 'dry-run', 'trust'] as const),
      ...network,
      ...output,
      'cwd',
    ],
    typedOnly: ['template', 'set'],
    completes: { dir: 'folder' },
    examples: [
      'create-app update --dry-run',
      'create-app update --set pm=pnpm',
      'create-app update --restore .github/workflows',
    ],
    load: async () => (await import('../commands/project/update.ts')).update,
  }),
  check: row({
    words: '[dir]',
    about: 'list what an update would change',
    details:
      'Compares the project with the newest version of its template. Runs nothing of the project and writes nothing, so it is safe for a project that you do not trust. Exits with 0 if nothing waits, with 9 if an update would change a file or a file is missing, and with 4 if an update would need you to choose. Your own changes are no fault, except with --strict.',
    takes: [
      ...(['template', 'to', 'set', 'strict', 'two-way', 'trust', 'json'] as const),
      ...network,
      'cwd',
    ],
    typedOnly: ['template', 'set'],
    completes: { dir: 'folder' },
    examples: ['create-app check', 'create-app check --strict --json'],
    load: async () => (await import('../commands/project/check.ts')).check,
  }),
  diff: row({
    words: '[dir] [path]',
    about: 'show what you changed in created files',
    details:
      'Prints a patch that git apply --reverse takes. Files of your own are not shown: the template did not make them.',
    takes: ['template', 'stat', 'trust', 'json', ...network, 'cwd'],
    typedOnly: ['template'],
    completes: { dir: 'folder', path: 'file' },
    examples: ['create-app diff', 'create-app diff . src', 'create-app diff --stat'],
    load: async () => (await import('../commands/project/project-diff.ts')).diff,
  }),
  undo: row({
    words: '[dir]',
    about: 'take back the last change of a project',
    details:
      'Puts every file back as it was before the last update, generate, add or remove, and installs. A file that has changed since stays as it is and is named. It works once; to go further back, use git.',
    takes: ['install', 'dry-run', 'trust', ...network, ...output, 'cwd'],
    completes: { dir: 'folder' },
    examples: ['create-app undo', 'create-app undo --dry-run'],
    load: async () => (await import('../commands/project/undo.ts')).undo,
  }),
  generate: row({
    words: '[id] [param…]',
    about: 'add code to a project with a generator',
    details:
      'Alone, it lists the generators: those in generators/ of the project, then the built-in ones. A generator is a YAML or JSON file, a folder, npm:package or gh:user/repo. Params are typed in their order, as name=value, or as flags of the generator. The files are formatted by the formatter of the project, and must be readable before one is written. Then it checks the types and runs the new tests. create-app undo takes it back, and create-app remove takes it out later.',
    takes: [
      ...(['set', 'schema', 'only', 'in', 'force', 'dirty', 'verify', 'yes'] as const),
      ...(['dry-run', 'trust'] as const),
      ...network,
      ...output,
      'cwd',
    ],
    typedOnly: ['set'],
    params: true,
    completes: { id: 'generator' },
    examples: [
      'create-app generate',
      'create-app generate component UserCard --dry-run',
      'create-app generate ./widget.yaml Clock --schema',
    ],
    load: async () => (await import('../commands/project/generate.ts')).generate,
  }),
  add: row({
    words: '[addon…]',
    about: 'add an add-on to a project',
    details:
      'Alone, it lists the add-ons. An add-on is built in, a folder, npm:package or gh:user/repo. Its files, packages and variables are merged into the project, and your changes stay, as in an update. --set answers its questions: --set docker-registry.host=docker-hub. create-app undo takes it back, and create-app remove takes it out later.',
    takes: [
      ...(['set', 'in', 'force', 'dirty', 'install', 'verify', 'yes', 'dry-run'] as const),
      'trust',
      ...network,
      ...output,
      'cwd',
    ],
    typedOnly: ['set'],
    completes: { addon: 'addon' },
    examples: ['create-app add', 'create-app add docker-registry --dry-run'],
    load: async () => (await import('../commands/project/add.ts')).add,
  }),
  remove: row({
    words: '<id> [name…]',
    about: 'take out what was generated, or an add-on',
    details:
      'Deletes the files that a generator or an add-on made and takes its text, packages and variables out of other files. A file that you edited stays and is named, and the command exits with 4; --force deletes it.',
    takes: [
      ...(['in', 'force', 'dirty', 'install', 'verify', 'yes', 'dry-run', 'trust'] as const),
      ...network,
      ...output,
      'cwd',
    ],
    completes: { id: 'generated', name: 'entry' },
    examples: [
      'create-app remove component UserCard --dry-run',
      'create-app remove docker-registry',
    ],
    load: async () => (await import('../commands/project/remove.ts')).remove,
  }),
}
