import { valueProblem } from '../generators/param-values.ts'
import type { IO } from '../io.ts'
import type { Generator, Param, ParamValues } from '../model/generated/generator.ts'
import type { Prompt } from './ask.ts'
import { askInTurn } from './ask-in-turn.ts'

/** Asks a person for the params that were not typed. */
export async function askParams(
  params: readonly Param[],
  types: Generator['types'],
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<ParamValues> {
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal, job: io }
  const steps = params.map((param) => () => [promptFor(param, types)])
  return askInTurn(steps, {}, terminal, () => {})
}

function promptFor(param: Param, types: Generator['types']): Prompt {
  const { name, type, question, choices, default: value } = param
  const asked = { id: name, message: question, ...(value !== undefined && { default: value }) }
  if (type === 'boolean') return { ...asked, type: 'confirm' }
  if (choices !== undefined) {
    const offered = choices.map((choice) => ({ value: choice, label: choice }))
    return { ...asked, type: 'select', choices: offered }
  }
  const check = async (typed: string) => {
    const problem = valueProblem(param, typed, types)
    return problem && `Use ${problem}`
  }
  return { ...asked, type: 'text', check }
}
