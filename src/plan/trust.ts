import { readJson } from '../edits/json/json.ts'
import { type AppError, errors } from '../errors/errors.ts'
import { isFetched } from '../model/blueprint.ts'
import { type Command, printCommand } from '../model/command.ts'
import type { Addon } from '../model/generated/addon.ts'
import type { Generator } from '../model/generated/generator.ts'
import { recordedTemplate } from '../model/record.ts'
import type { TaskId } from '../tasks/task.ts'
import type { Plan } from './plan.ts'
import { packageJsonIn } from './plan-resume.ts'

/** Code that is not ours and that a plan would run, with the error that refuses it. */
export type ForeignRun = {
  /** Whose code it is: the line above the list of commands. */
  readonly why: string
  /** Each with what it runs, as far as package.json shows it. */
  readonly commands: readonly string[]
  readonly refusal: AppError
}

/**
 * What a plan would run from a template that is not ours.
 * @param packageJson the project's own, where the project exists.
 */
export function foreignRun(
  plan: Plan,
  packageJson: string | undefined = packageJsonIn(plan),
): ForeignRun | undefined {
  // A project that no template made is the person's own.
  const source = recordedTemplate(plan.record)?.source
  if (source === undefined || source === 'builtin') return undefined
  const template = templateOf(plan)
  const commands = commandsOf(plan, packageJson)
  if (commands.length === 0) return undefined
  return {
    why: `${template} is not built in and would run its own code:`,
    commands,
    refusal: errors.notTrusted(template, commands.join(' && ')),
  }
}

/**
 * What a plan would run with the files of a generator from elsewhere: its hooks, and tests, rules and scripts, which may be
 * its own as well.
 */
export function generatedRun(
  plan: Plan,
  { id, source }: Pick<Generator, 'id' | 'source'>,
  packageJson: string | undefined,
): ForeignRun | undefined {
  const commands = isFetched(source) ? commandsOf(plan, packageJson) : []
  if (commands.length === 0) return undefined
  return {
    why: `The generator ${id} of ${source} comes from elsewhere. With its files would run:`,
    commands,
    refusal: errors.generatorNotTrusted(source, commands.join(' && ')),
  }
}

/** What a plan would run with the files and the packages of an add-on from elsewhere. */
export function addedRun(
  plan: Plan,
  { id, source }: Pick<Addon, 'id' | 'source'>,
  packageJson: string | undefined,
): ForeignRun | undefined {
  const commands = source === 'builtin' ? [] : commandsOf(plan, packageJson)
  if (commands.length === 0) return undefined
  return {
    why: `The add-on ${id} of ${source} is not built in. With its files would run:`,
    commands,
    refusal: errors.addonNotTrusted(source, commands.join(' && ')),
  }
}

/** What a plan would run in a project whose scripts are not those of its template. */
export function changedRun(plan: Plan, packageJson: string | undefined): ForeignRun | undefined {
  const template = templateOf(plan)
  const commands = commandsOf(plan, packageJson)
  if (commands.length === 0) return undefined
  return {
    why: `The scripts in package.json differ from those of ${template}:`,
    commands,
    refusal: errors.scriptsChanged(template, commands.join(' && ')),
  }
}

function templateOf({ record }: Plan): string {
  const { id = '', source = '' } = recordedTemplate(record) ?? {}
  return isFetched(source) ? source : id
}

/** The install, the setup of the hooks and the tests run code of the project; git runs none of it. */
function commandsOf({ tasks }: Plan, packageJson: string | undefined): readonly string[] {
  const manifest =
    packageJson === undefined ? {} : ((readJson(packageJson) ?? {}) as ForeignPackage)
  return tasks
    .filter(({ id, skipped }) => runsCode.includes(id) && skipped === undefined)
    .flatMap(({ id, commands }) => {
      return commands.map((command) => {
        const code = id === 'install' ? installedBy(manifest) : runBy(manifest, command)
        return `${printCommand(command)}${code.length === 0 ? '' : ` (${code.join('; ')})`}`
      })
    })
}

const runsCode: readonly TaskId[] = [
  'before',
  'after',
  'install',
  'hooks',
  'migrate',
  'lint',
  'typecheck',
  'verify',
]

type ForeignPackage = {
  readonly scripts?: Readonly<Record<string, unknown>> | null
  readonly dependencies?: object
  readonly devDependencies?: object
}

/** The scripts of a project that an install runs, with any package manager. */
const installScripts = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
]

function installedBy(manifest: ForeignPackage): readonly string[] {
  const { dependencies = {}, devDependencies = {} } = manifest
  const hasPackages = Object.keys({ ...dependencies, ...devDependencies }).length > 0
  const theirs = hasPackages ? ['the install scripts of its dependencies'] : []
  return [...scriptsNamed(installScripts, manifest), ...theirs]
}

function runBy(manifest: ForeignPackage, { args }: Command): readonly string[] {
  const script = args.at(-1) ?? ''
  return scriptsNamed([`pre${script}`, script, `post${script}`], manifest)
}

function scriptsNamed(names: readonly string[], { scripts }: ForeignPackage): readonly string[] {
  return names.flatMap((name) => {
    const script = scripts?.[name]
    return typeof script === 'string' ? [`${name}: ${shown(script)}`] : []
  })
}

/** A script must not hide what it does with control characters or by its length. */
function shown(script: string): string {
  const plain = script.replace(/[\p{C}\s]+/gu, ' ')
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain
}
