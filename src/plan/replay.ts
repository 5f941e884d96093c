import { printCommand } from '../tasks/task.ts'
import type { Blueprint } from './blueprint.ts'
import { type Names, namesOf } from './names.ts'
import { type Answers, packageManagerQuestion } from './question.ts'
import type { ProjectRecord } from './record.ts'
import type { Wishes } from './steps.ts'
import type { Target } from './target.ts'

type Chosen = {
  readonly blueprints: readonly Blueprint[]
  readonly answers: Answers
  readonly names: Names
  readonly target: Target
  readonly wishes: Wishes
}

/** The command line that repeats a run without a question, for a POSIX shell. */
export function replayOf(chosen: Chosen, record: ProjectRecord): string {
  const { answers, target, wishes } = chosen
  const template = record.blueprints.at(-1)
  const args = [target.shown, '--template', templateFlag(template?.source, template?.id ?? '')]
  if (namesOf(lastSegment(target.dir)).packageName !== chosen.names.packageName) {
    args.push('--name', chosen.names.packageName)
  }
  const { [packageManagerQuestion]: packageManager, ...others } = answers
  if (packageManager !== undefined) args.push('--pm', packageManager)
  for (const [id, answer] of Object.entries(others)) args.push('--set', `${id}=${answer}`)
  if (!wishes.install) args.push('--no-install')
  if (wishes.git !== undefined) args.push(wishes.git ? '--git' : '--no-git')
  if (wishes.verify === false && wishes.install) args.push('--no-verify')
  if (wishes.verify === 'full') args.push('--verify=full')
  return printCommand({ file: 'create-app', args })
}

function templateFlag(source: string | undefined, id: string): string {
  return source === undefined || source === 'builtin' ? id : `./${id}`
}

function lastSegment(dir: string): string {
  return dir.split(/[\\/]/).at(-1) ?? dir
}
