import type { Answers } from '../model/question.ts'
import { ask, back, type Terminal } from './ask.ts'
import { openPrompts, type QuestionStep } from './open-questions.ts'
import { countRows, eraseRows } from './screen-rows.ts'

/** An answered question and the number of rows that it takes on the screen. */
type AnsweredQuestion = { readonly id: string; readonly answer: string; readonly rows: number }

/**
 * Asks the open questions one after the other. Esc goes back to the previous question, with its answer
 * filled in; the questions that depend on it are asked again.
 * @param hint tells the user so, before the first of several questions.
 */
export async function askInTurn(
  steps: readonly QuestionStep[],
  given: Answers,
  terminal: Terminal,
  hint: () => void,
): Promise<Answers> {
  const columns = terminal.stdout.columns
  let isPaused = false
  const onPause = () => {
    isPaused = true
  }
  let turns: readonly AnsweredQuestion[] = []
  let before: Answers = {}
  let isHinted = false
  for (;;) {
    const answers = { ...given, ...answersOf(turns) }
    const [prompt, ...later] = await openPrompts(steps, answers)
    if (!prompt) return answers
    if (!isHinted && later.length > 0) hint()
    isHinted = true
    const screen = countRows(terminal.stdout)
    const how = { before: before[prompt.id], canGoBack: turns.length > 0 }
    const answer = await ask(prompt, how, { ...terminal, stdout: screen.output, onPause })
    const last = turns.at(-1)
    if (answer !== back) {
      turns = [...turns, { id: prompt.id, answer, rows: screen.rows() }]
      before = { ...before, [prompt.id]: answer }
    } else if (last) {
      turns = turns.slice(0, -1)
      // After a resize the terminal has wrapped the lines differently, so the number of rows is unknown. After a pause
      // the shell's own lines are in between.
      if (!isPaused && terminal.stdout.columns === columns) {
        eraseRows(terminal.stdout, screen.rows() + last.rows)
      }
    }
  }
}

function answersOf(turns: readonly AnsweredQuestion[]): Answers {
  return Object.fromEntries(turns.map(({ id, answer }) => [id, answer]))
}
