import { type FlagName, flagNames } from '../flags/flags.ts'
import { shells } from '../report/completion/shells.ts'
import { addonRows } from './addon-rows.ts'
import { type CommandTable, network, output, row } from './command-row.ts'
import { generatorRows } from './generator-rows.ts'
import { projectRows } from './project-rows.ts'

export type { CommandRow, CommandTable } from './command-row.ts'
export { row } from './command-row.ts'

const later = [
  'schema',
  'in',
  'from',
  'to',
  'restore',
  'two-way',
  'dirty',
  'force',
  'strict',
  'stat',
] as const
const creation = without('against', 'file', 'accept', 'help', 'version', ...later)
const answers: readonly FlagName[] = ['pm', 'set', 'name', 'title']
/**
 * Every command. To add one, write a row here and a file in `commands`; parsing, help, completion and the
 * docs follow. The first words of later commands are reserved in `flags/command-entry.ts`.
 */
export const commandTable: CommandTable = {
  create: row({
    words: '[dir]',
    about: 'create a project; asks for what you leave out',
    details:
      'Writes the files, creates a git repository, installs packages, sets up the git hooks, makes the first commit and runs the tests of the new project. If it fails before all files are written, the folder stays as it was.',
    takes: creation,
    completes: { dir: 'folder' },
    examples: [
      'create-app my-api --template api --add docker-registry',
      'create-app my-app --yes --dry-run',
    ],
    load: async () => (await import('../commands/create.ts')).create,
  }),
  list: row({
    words: '',
    about: 'list the templates',
    takes: ['json', 'cwd'],
    completes: {},
    examples: ['create-app list', 'create-app list --json'],
    load: async () => (await import('../commands/list.ts')).list,
  }),
  doctor: row({
    words: '[dir]',
    about: 'check for problems before you create a project',
    details:
      'Takes the flags of create-app [dir] and checks the folder, the template, git, the package manager, its registry, the disk and what the template needs. Changes nothing. Exits with the code that creating the project would exit with.',
    takes: creation.filter((name) => !['events', 'quiet', 'verbose', 'dry-run'].includes(name)),
    completes: { dir: 'folder' },
    examples: ['create-app doctor my-api --template api', 'create-app doctor --json'],
    load: async () => (await import('../commands/doctor.ts')).doctor,
  }),
  resume: row({
    words: '[dir]',
    about: 'finish a run that failed or was interrupted',
    details:
      'Reads .create-app.json and runs the steps that are missing: the repository, the install, the git hooks, the first commit and the tests. Does not write the files of the template again. For a template in a local folder, add --template.',
    takes: creation.filter(
      (name) => !['name', 'title', 'pm', 'set', 'add', 'answers'].includes(name),
    ),
    typedOnly: ['template'],
    completes: { dir: 'folder' },
    examples: ['create-app resume my-api', 'create-app resume --no-verify'],
    load: async () => (await import('../commands/project/resume.ts')).resume,
  }),
  ...projectRows,
  template: {
    words: '<command>',
    about: 'write and test templates of your own',
    takes: [],
    completes: {},
    examples: [],
  },
  'template init': row({
    words: '<dir>',
    about: 'start a template, or make one from a project',
    details:
      'Writes a small, complete template into a new or empty folder. In a folder with a project, adds template.json and its schema. Where the name of the project stands in other files and can mean nothing else, it offers to write a placeholder: --set rename=true, or --yes. It changes nothing else.',
    takes: ['title', 'set', 'yes', 'dry-run', ...output, 'cwd'],
    completes: { dir: 'folder' },
    examples: ['create-app template init my-template', 'create-app template init . --dry-run'],
    load: async () => (await import('../commands/template/template-verbs.ts')).init,
  }),
  'template lint': row({
    words: '[dir]',
    about: 'find mistakes in a template, with file and line',
    details: 'Reads the template and runs nothing. Exits with 7 if it finds a problem.',
    takes: ['json', 'cwd'],
    completes: { dir: 'folder' },
    examples: ['create-app template lint my-template'],
    load: async () => (await import('../commands/template/template-verbs.ts')).lint,
  }),
  'template preview': row({
    words: '[dir]',
    about: 'show the files that a template creates; writes nothing',
    details:
      'Lists the files of a project with the answers of --set and --pm. --file prints one of them. --against lists what other answers would change.',
    takes: [...answers, 'against', 'file', 'json', 'cwd'],
    completes: { dir: 'folder' },
    examples: [
      'create-app template preview my-template --file package.json',
      'create-app template preview my-template --pm npm --against pm=pnpm',
    ],
    load: async () => (await import('../commands/template/template-verbs.ts')).preview,
  }),
  'template test': row({
    words: '[dir]',
    about: 'create and test a project for each combination of answers',
    details:
      'Compares the files with template.snapshot.json, then installs each project and runs its checks. If there are more than 16 combinations, it tests a smaller set that contains every pair of answers.',
    takes: [
      ...(['pm', 'set', 'accept', 'install', 'verify', 'json', 'verbose', 'cwd'] as const),
      ...network,
    ],
    completes: { dir: 'folder' },
    examples: [
      'create-app template test my-template',
      'create-app template test my-template --accept --no-install',
    ],
    load: async () => (await import('../commands/template/template-verbs.ts')).test,
  }),
  'template dev': row({
    words: '<dir> <project>',
    about: 'create a project and update it when the template changes',
    details:
      'Runs until you press Ctrl+C. If an earlier run created the project, it continues with that project.',
    takes: [...answers, 'install', 'git', 'verbose', ...network, 'cwd'],
    completes: { dir: 'folder', project: 'folder' },
    examples: ['create-app template dev my-template ../trial'],
    load: async () => (await import('../commands/template/template-verbs.ts')).dev,
  }),
  ...generatorRows,
  ...addonRows,
  completion: row({
    words: '<shell>',
    about: `print completions for ${shells.slice(0, -1).join(', ')} or ${shells.at(-1)}`,
    details: 'Add the line of your shell to its start-up file.',
    takes: ['cwd'],
    completes: { shell: shells },
    examples: [
      'eval "$(create-app completion bash)"  # in ~/.bashrc',
      'eval "$(create-app completion zsh)"   # in ~/.zshrc',
      'create-app completion fish | source   # in ~/.config/fish/config.fish',
    ],
    load: async () => (await import('../commands/completion.ts')).completion,
  }),
  help: {
    words: '[command]',
    about: 'show help for create-app or for one command',
    takes: [],
    completes: { command: 'command' },
    examples: ['create-app help resume', 'create-app help template lint'],
  },
}

function without(...others: readonly FlagName[]): readonly FlagName[] {
  return flagNames.filter((name) => !others.includes(name))
}
