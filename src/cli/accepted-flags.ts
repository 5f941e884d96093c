import { errors } from '../errors/errors.ts'
import {
  type CommandName,
  type FlagEntry,
  type FlagName,
  type Flags,
  flagTable,
  type TemplateVerb,
} from '../flags/flags.ts'

type Taker = 'create' | Exclude<CommandName, 'template'> | `template ${TemplateVerb}`

/** What is said and not heard would be a promise broken in silence. */
export function assertTakes(command: Taker, typed: Flags): void {
  const takes: readonly string[] | undefined = takenBy[command]
  const idle = flagNames.find(
    (name) => typed[name as FlagName] !== undefined && !takes?.includes(name),
  )
  if (takes && idle) throw errors.notTaken(`--${idle}`, command)
}

const flagNames = Object.keys(flagTable)

/** Those of a creation; what a template's author says besides is of no use to one. */
const ofCreation = Object.entries<FlagEntry>(flagTable).flatMap(([name, entry]) =>
  entry.of === undefined ? [name] : [],
)
const unheardByDoctor = ['events', 'quiet', 'verbose', 'dry-run']
const unheardByResume = ['name', 'title', 'pm', 'set', 'answers']
const projects = ['pm', 'set', 'name', 'title', 'cwd']
const networks = ['offline', 'prefer-offline']

const takenBy: Partial<Record<Taker, readonly string[]>> = {
  create: ofCreation,
  list: ['json', 'cwd'],
  completion: ['cwd'],
  doctor: ofCreation.filter((name) => !unheardByDoctor.includes(name)),
  resume: ofCreation.filter((name) => !unheardByResume.includes(name)),
  'template init': ['title', 'dry-run', 'json', 'events', 'quiet', 'verbose', 'cwd'],
  'template lint': ['json', 'cwd'],
  'template preview': [...projects, 'against', 'file', 'json'],
  'template test': [
    ...['pm', 'set', 'accept', 'install', 'verify', 'json', 'verbose', 'cwd'],
    ...networks,
  ],
  'template dev': [...projects, 'install', 'git', 'verbose', ...networks],
}
