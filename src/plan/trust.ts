import { readJson } from '../edits/json.ts'
import { type Command, printCommand } from '../tasks/task.ts'
import type { Plan } from './plan.ts'

/** What install runs of a project's own scripts, whatever the package manager. */
const installScripts = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
]

/**
 * The commands by which a plan runs code of a template that is not ours, each with that code so far as
 * the template shows it: its install scripts, its tests. Files alone do nothing, and git runs nothing of
 * the template's.
 */
export function foreignCommands(plan: Plan): readonly string[] {
  const template = plan.record.blueprints.find(({ kind }) => kind === 'template')
  if (template?.source === 'builtin') return []
  const manifest = manifestIn(plan)
  return plan.tasks
    .filter(({ id, skipped }) => (id === 'install' || id === 'verify') && skipped === undefined)
    .flatMap(({ id, commands }) => {
      return commands.map((command) => {
        const code = id === 'install' ? installedBy(manifest) : testedBy(manifest, command)
        return `${printCommand(command)}${code.length === 0 ? '' : ` (${code.join('; ')})`}`
      })
    })
}

type Manifest = {
  readonly scripts?: Readonly<Record<string, unknown>> | null
  readonly dependencies?: object
  readonly devDependencies?: object
}

function manifestIn({ changes }: Plan): Manifest {
  const change = changes.find(({ path }) => path === 'package.json')
  if (change?.kind !== 'create' || typeof change.after.content !== 'string') return {}
  return (readJson(change.after.content) ?? {}) as Manifest
}

function installedBy(manifest: Manifest): readonly string[] {
  const { dependencies = {}, devDependencies = {} } = manifest
  const hasPackages = Object.keys({ ...dependencies, ...devDependencies }).length > 0
  const theirs = hasPackages ? ['the install scripts of the packages it depends on'] : []
  return [...scriptsNamed(installScripts, manifest), ...theirs]
}

function testedBy(manifest: Manifest, { args }: Command): readonly string[] {
  const script = args.at(-1) ?? ''
  return scriptsNamed([`pre${script}`, script, `post${script}`], manifest)
}

function scriptsNamed(names: readonly string[], { scripts }: Manifest): readonly string[] {
  return names.flatMap((name) => {
    const script = scripts?.[name]
    return typeof script === 'string' ? [`${name}: ${shown(script)}`] : []
  })
}

/** Nothing in a script may hide what it does by moving the cursor, or by being endless. */
function shown(script: string): string {
  const plain = script.replace(/[\p{C}\s]+/gu, ' ')
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain
}
