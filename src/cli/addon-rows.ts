import { type CommandTable, network, output, row } from './command-row.ts'

/** The commands for people who write add-ons. */
export const addonRows: CommandTable = {
  addon: {
    words: '<command>',
    about: 'write and test add-ons of your own',
    takes: [],
    completes: {},
    examples: [],
  },
  'addon init': row({
    words: '<name>',
    about: 'start an add-on',
    details:
      'Writes the folder addons/<name> of the project: a small add-on that works as it is, and the schema of addon.json for your editor. It never replaces a file.',
    takes: ['title', 'dry-run', ...output, 'cwd'],
    completes: {},
    examples: ['create-app addon init mail', 'create-app addon init mail --dry-run'],
    load: async () => (await import('../commands/addon/addon-verbs.ts')).init,
  }),
  'addon lint': row({
    words: '[folder…]',
    about: 'find mistakes in add-ons, with file and line',
    details:
      'Checks some folders, or all add-ons of the project. It adds them in memory to projects of every built-in template that they fit, or of --template, and runs nothing. Exits with 7 if it finds a problem.',
    takes: ['template', 'json', 'cwd'],
    typedOnly: ['template'],
    completes: { folder: 'folder' },
    examples: ['create-app addon lint', 'create-app addon lint addons/mail'],
    load: async () => (await import('../commands/addon/addon-verbs.ts')).lint,
  }),
  'addon test': row({
    words: '[folder…]',
    about: 'add add-ons to projects in memory, and remove them',
    details:
      'Tries some folders, or all add-ons of the project, in every built-in template that they fit, or in --template, a built-in one or a folder, with every combination of answers. All that is added must have a place and be readable, a second time must change nothing, create-app check --strict must report nothing, and nothing must be left when it is removed. With --verify=quick or full, each project is then made with the add-on, installed and tested. Exits with 7 if something fails.',
    takes: ['template', 'set', 'verify', 'json', 'verbose', ...network, 'cwd'],
    typedOnly: ['template', 'set', 'verify'],
    completes: { folder: 'folder' },
    examples: [
      'create-app addon test',
      'create-app addon test addons/mail --set mail.greeting=Hi',
      'create-app addon test addons/mail --template api --verify=full',
    ],
    load: async () => (await import('../commands/addon/addon-verbs.ts')).test,
  }),
}
