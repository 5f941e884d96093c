import type { IO } from '../io.ts'
import type { Param, ParamValues } from '../model/generated/generator.ts'
import type { Question } from '../model/question.ts'
import { askInTurn } from './ask-in-turn.ts'

/** Asks a person for the params that were not typed. */
export async function askParams(
  params: readonly Param[],
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<ParamValues> {
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal, job: io }
  const steps = params.map((param) => () => [questionOf(param)])
  return askInTurn(steps, {}, terminal, () => {})
}

function questionOf({ name, type, question, choices, default: value }: Param): Question {
  const asked = { id: name, message: question, ...(value !== undefined && { default: value }) }
  if (type === 'boolean') return { ...asked, type: 'confirm' }
  if (choices === undefined) return { ...asked, type: 'text' }
  return {
    ...asked,
    type: 'select',
    choices: choices.map((choice) => ({ value: choice, label: choice })),
  }
}
