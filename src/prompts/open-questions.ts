import type { Answers } from '../model/question.ts'
import type { Prompt } from './ask.ts'

/** Says, from what is answered so far, what is to be known next; what is answered is not asked. */
export type QuestionStep = (answers: Answers) => readonly Prompt[] | Promise<readonly Prompt[]>

/** The prompts of all steps that nothing has answered. */
export async function openPrompts(
  steps: readonly QuestionStep[],
  answers: Answers,
): Promise<readonly Prompt[]> {
  const prompts: Prompt[] = []
  for (const step of steps) prompts.push(...(await step(answers)))
  return prompts.filter(({ id }) => answers[id] === undefined)
}
