import { errors, type MissingInput } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { type IO, isInteractive } from '../io.ts'
import type { PackageManager } from '../model/package-manager.ts'
import { type Answers, packageManagerQuestion, type Question } from '../model/question.ts'
import type { Warning } from '../model/warning.ts'
import type { Prompt } from './ask.ts'
import { type Detected, defaultsOf, knownAnswers, withVersion } from './known-answers.ts'
import { openPrompts, type QuestionStep } from './open-questions.ts'

type Offered = { readonly id: string; readonly title: string; readonly description: string }

type ChooseInput = Omit<Detected, 'uses'> & {
  readonly io: IO
  readonly signal: AbortSignal
  readonly interactive: boolean
  readonly report: { warn(warning: Warning): void; aside(text: string): void }
  readonly offered: readonly Offered[]
  /** The reason why a folder cannot be the target, if there is one. */
  readonly checkDir: (typed: string) => Promise<string | undefined>
  /** The questions of a template and of add-ons. */
  readonly questionsOf: (
    template: string,
    addons: readonly string[],
  ) => Promise<readonly Question[]>
  /** The add-ons that fit a template. */
  readonly addonsFor: (template: string, answers: Answers) => Promise<readonly Offered[]>
  /** The package manager of a template that does not ask for one. */
  readonly usedBy: (template: string) => Promise<PackageManager | undefined>
}

/** The folder, the template, and the answers to the template's questions. */
export type CreateChoice = {
  readonly dir: string
  readonly template: string
  /** The names of add-ons, and of optional parts of the template. */
  readonly addons: readonly string[]
  readonly answers: Answers
}

/** The default folder of a project. */
export const defaultDir = 'my-app'

/** Finds the folder, template and answers from flags, detection, defaults or prompts. */
export async function choose(flags: CreateFlags, asking: ChooseInput): Promise<CreateChoice> {
  requireChoices(flags, asking)
  const given = await givenChoices(flags, asking)
  const steps: readonly QuestionStep[] = [
    () => [dirQuestion(asking)],
    () => [templateQuestion(asking)],
    ({ template }) => openQuestions(template, flags, asking),
    (answers) => addonsQuestions(answers, flags, asking),
    ({ template, [addonsId]: chosen }) => {
      return openQuestions(template, withAddons(flags, chosen), asking)
    },
  ]
  const {
    dir = '',
    template = '',
    [addonsId]: chosen,
    ...asked
  } = await answer(steps, given, asking)
  const all = withAddons(flags, chosen)
  const known = await knownOf(template, all, asking)
  const answers = { ...asked, ...known }
  const packageManager = await withVersion(answers[packageManagerQuestion] ?? 'npm', asking)
  return {
    dir,
    template,
    addons: addonsIn(all),
    answers: { ...answers, [packageManagerQuestion]: packageManager },
  }
}

async function answer(
  steps: readonly QuestionStep[],
  given: Answers,
  asking: ChooseInput,
): Promise<Answers> {
  if (asking.interactive) {
    const { io, signal, report } = asking
    const { askInTurn } = await import('./ask-in-turn.ts')
    const hint = () => report.aside('Esc goes back, Ctrl+C stops')
    return askInTurn(steps, given, { stdin: io.stdin, stdout: io.stdout, signal, job: io }, hint)
  }
  let answers = given
  for (const step of steps) {
    const open = await openPrompts([step], answers)
    answers = { ...answers, ...defaultsOf(open.filter(({ id }) => id !== addonsId)) }
  }
  return answers
}

/** Without prompts, throws one error that lists everything that has neither a flag nor a default. */
function requireChoices(flags: CreateFlags, { interactive, io, offered }: ChooseInput): void {
  if (interactive || flags.yes) return
  const missing: MissingInput[] = []
  if (flags.dir === undefined) missing.push({ id: 'dir', flag: '<dir>' })
  if (templateOf(flags, io) === undefined) {
    missing.push({ id: 'template', flag: '--template', choices: offered.map(({ id }) => id) })
  }
  if (missing.length > 0) throw errors.missingInput(missing, whyNotAsked(io))
}

function whyNotAsked(io: IO): string {
  return isInteractive(io)
    ? '--json and --events do not ask questions'
    : 'this is not an interactive terminal'
}

/** The folder and the template from the flags. They are checked before the first prompt, so that no answer is lost. */
async function givenChoices(flags: CreateFlags, asking: ChooseInput): Promise<Answers> {
  const template = givenTemplate(flags, asking)
  if (template !== undefined) await openQuestions(template, flags, asking)
  return {
    ...(flags.dir === undefined ? {} : { dir: flags.dir }),
    ...(template === undefined ? {} : { template }),
  }
}

/** The template from the flag, also when npm took the flag for itself; then with a warning. */
export function givenTemplate(
  flags: CreateFlags,
  { io, report }: Pick<ChooseInput, 'io'> & { report: { warn(warning: Warning): void } },
): string | undefined {
  const template = templateOf(flags, io)
  if (template !== undefined && flags.template === undefined) report.warn(tookTemplate(template))
  return template
}

function dirQuestion({ interactive, checkDir }: ChooseInput): Prompt {
  return {
    id: 'dir',
    message: 'Where should the project go?',
    type: 'text',
    default: interactive ? `./${defaultDir}` : defaultDir,
    check: checkDir,
  }
}

function templateQuestion({ offered }: ChooseInput): Prompt {
  return {
    id: 'template',
    message: 'Which template?',
    type: 'select',
    choices: offered.map(({ id, title, description }) => {
      return { value: id, label: title, hint: description }
    }),
    default: offered[0]?.id ?? '',
  }
}

/** None by default, and not asked without a terminal. */
async function addonsQuestions(
  { template, ...asked }: Answers,
  flags: CreateFlags,
  asking: ChooseInput,
): Promise<readonly Prompt[]> {
  if (!asking.interactive || flags.add !== undefined || template === undefined) return []
  const open = await openQuestions(template, flags, asking)
  // Which add-ons fit depends on all answers.
  if (open.some(({ id }) => asked[id] === undefined)) return []
  const answers = { ...asked, ...(await knownOf(template, flags, asking)) }
  const choices = (await asking.addonsFor(template, answers)).map(({ id, title, description }) => {
    return { value: id, label: title, hint: description }
  })
  if (choices.length === 0) return []
  return [{ id: addonsId, message: 'Which add-ons?', type: 'multiselect', choices }]
}

/** No question of a template has such an id. */
const addonsId = '#add-ons'

/** The flags as if the add-ons that were chosen at the prompt had been typed. */
function withAddons(flags: CreateFlags, chosen: string | undefined): CreateFlags {
  return chosen === undefined ? flags : { ...flags, add: [chosen] }
}

/** The add-ons of `--add`, which is a list with commas, or is repeated. */
export function addonsIn({ add = [] }: Pick<CreateFlags, 'add'>): readonly string[] {
  return [...new Set(add.flatMap((list) => list.split(',')).filter(Boolean))]
}

/** The questions of a template that neither a flag nor detection has answered. */
async function openQuestions(
  template: string | undefined,
  flags: CreateFlags,
  asking: ChooseInput,
): Promise<readonly Question[]> {
  if (template === undefined) return []
  const questions = await asking.questionsOf(template, addonsIn(flags))
  const known = await knownOf(template, flags, asking)
  return questions.filter(({ id }) => known[id] === undefined)
}

async function knownOf(
  template: string,
  flags: CreateFlags,
  asking: ChooseInput,
): Promise<Answers> {
  const uses = await asking.usedBy(template)
  return knownAnswers(await asking.questionsOf(template, addonsIn(flags)), flags, {
    ...asking,
    uses,
  })
}

function tookTemplate(template: string): Warning {
  return {
    code: 'NPM_TOOK_TEMPLATE',
    message: `npm took --template ${template} for itself. create-app uses it anyway.`,
    fix: 'Put -- before the flags next time.',
  }
}

/** npm takes flags before `--` for itself and puts them into the environment. */
function templateOf(flags: CreateFlags, { env }: Pick<IO, 'env'>): string | undefined {
  return flags.template ?? (env.npm_config_template || undefined)
}
