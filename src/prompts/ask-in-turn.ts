import type { Answers } from '../model/question.ts'
import { ask, back, type Terminal } from './ask.ts'
import { openPrompts, type QuestionStep } from './open-questions.ts'
import { countRows, eraseRows } from './screen-rows.ts'

/** A question that was answered, and the rows it takes on the screen. */
type AnsweredQuestion = { readonly id: string; readonly answer: string; readonly rows: number }

/**
 * Asks for what is not said, one question after the other. Esc takes the last answer back: its question
 * is put again with that answer in it, and what depends on it is asked anew.
 * @param hint says so, before the first of several questions.
 */
export async function askInTurn(
  steps: readonly QuestionStep[],
  said: Answers,
  terminal: Terminal,
  hint: () => void,
): Promise<Answers> {
  const columns = terminal.stdout.columns
  let turns: readonly AnsweredQuestion[] = []
  let before: Answers = {}
  let isHinted = false
  for (;;) {
    const answers = { ...said, ...answersOf(turns) }
    const [prompt, ...later] = await openPrompts(steps, answers)
    if (!prompt) return answers
    if (!isHinted && later.length > 0) hint()
    isHinted = true
    const screen = countRows(terminal.stdout)
    const how = { before: before[prompt.id], canGoBack: turns.length > 0 }
    const answer = await ask(prompt, how, { ...terminal, stdout: screen.output })
    const last = turns.at(-1)
    if (answer !== back) {
      turns = [...turns, { id: prompt.id, answer, rows: screen.rows() }]
      before = { ...before, [prompt.id]: answer }
    } else if (last) {
      turns = turns.slice(0, -1)
      // A terminal that changed its width has broken the rows anew, and nobody knows how many there are.
      if (terminal.stdout.columns === columns) {
        eraseRows(terminal.stdout, screen.rows() + last.rows)
      }
    }
  }
}

function answersOf(turns: readonly AnsweredQuestion[]): Answers {
  return Object.fromEntries(turns.map(({ id, answer }) => [id, answer]))
}
