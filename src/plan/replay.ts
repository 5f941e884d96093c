import { type Blueprint, calledAgain, isFetched } from '../model/blueprint.ts'
import { printCommand } from '../model/command.ts'
import type { Addon } from '../model/generated/addon.ts'
import { type Names, namesOf } from '../model/names.ts'
import { type Answers, packageManagerQuestion } from '../model/question.ts'
import { askedAgain } from '../model/record.ts'
import type { Target } from './target.ts'
import type { Wishes } from './wishes.ts'

type Chosen = {
  readonly blueprints: readonly Blueprint[]
  readonly addons?: readonly Addon[]
  readonly template: string
  readonly answers: Answers
  readonly names: Names
  readonly target: Target
  readonly wishes: Wishes
  /** Words that the command line takes for commands; a folder of such a name is written `./add`. */
  readonly reserved?: readonly string[]
}

/** The command line that repeats a run without a question, for a POSIX shell. */
export function replayOf(chosen: Chosen): string {
  const { blueprints, addons = [], answers, names, target, wishes, reserved = [] } = chosen
  const foreign = blueprints.at(-1)?.source !== 'builtin'
  const dir = reserved.includes(target.shown) ? `./${target.shown}` : target.shown
  const args = [dir, '--template', templateAgain(chosen)]
  if (namesOf(lastSegment(target.dir)).packageName !== names.packageName) {
    args.push('--name', names.packageName)
  }
  if (namesOf(lastSegment(target.dir)).title !== names.title) args.push('--title', names.title)
  const { [packageManagerQuestion]: packageManager, ...others } = answers
  if (packageManager !== undefined) args.push('--pm', packageManager)
  for (const addon of addons) args.push('--add', addonAgain(addon))
  for (const [id, answer] of Object.entries(others)) args.push('--set', `${id}=${answer}`)
  if (!wishes.install) args.push('--no-install')
  if (wishes.git !== undefined) args.push(wishes.git ? '--git' : '--no-git')
  if (wishes.verify === false && wishes.install) args.push('--no-verify')
  if (wishes.verify === 'full' && wishes.install) args.push('--verify=full')
  if (foreign && wishes.install) args.push('--trust')
  if (wishes.network !== 'online') args.push(`--${wishes.network}`)
  return printCommand({ file: 'create-app', args })
}

/** A fetched template by its commit, version or hash, since its branch or tag may change. */
function templateAgain({ template, blueprints }: Chosen): string {
  const loaded = blueprints.at(-1)
  return loaded && isFetched(loaded.source) ? askedAgain(loaded) : calledAgain(template, blueprints)
}

function addonAgain(addon: Addon): string {
  const { id, source } = addon
  if (source.startsWith('file:')) return source
  return source === 'builtin' ? id : askedAgain(addon)
}

function lastSegment(dir: string): string {
  return dir.split(/[\\/]/).at(-1) ?? dir
}
