import type { Answers } from '../model/question.ts'
import type { Prompt } from './ask.ts'

/** Returns the next questions from the answers so far; those already answered are skipped. */
export type QuestionStep = (answers: Answers) => readonly Prompt[] | Promise<readonly Prompt[]>

/** The unanswered prompts of all steps. */
export async function openPrompts(
  steps: readonly QuestionStep[],
  answers: Answers,
): Promise<readonly Prompt[]> {
  const prompts: Prompt[] = []
  for (const step of steps) prompts.push(...(await step(answers)))
  return prompts.filter(({ id }) => answers[id] === undefined)
}
