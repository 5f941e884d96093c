import { folderOnDisk } from '../../blueprints/locate.ts'
import { askForNewName, withNewName } from '../../compose/new-name.ts'
import { AppError, catchAppError } from '../../errors/errors.ts'
import type { Flags } from '../../flags/flags.ts'
import { newNameQuestion, type Question } from '../../model/question.ts'
import { foldersAbove, type Tree } from '../../model/tree.ts'
import { knownAnswers } from '../../prompts/known-answers.ts'
import type { Session } from '../session.ts'

/** Files before and after a change. */
export type Renaming = { readonly before: Tree; readonly after: Tree }

const placeholders = { slug: '{{PROJECT_NAME}}', packageName: '{{PACKAGE_NAME}}' }

/**
 * Offers to put placeholders where the name of a project can mean nothing else.
 * @param dir the project's folder, if there is a project.
 */
export async function offerName(
  dir: string | undefined,
  flags: Pick<Flags, 'set' | 'yes'>,
  session: Session,
): Promise<Renaming> {
  const asking = { env: session.io.env, signal: session.signal }
  const files = dir === undefined ? new Map() : await ownFiles(folderOnDisk(dir, asking))
  const questions = askForNewName(files)
  const [question] = questions
  const given = knownAnswers(questions, { pm: undefined, set: flags.set }, { startedBy: undefined })
  const known = given[newNameQuestion]
  const answer = known ?? (question && (await choose(question, flags, session)))
  if (answer !== 'true') return { before: new Map(), after: new Map() }
  return { before: files, after: withNewName(files, placeholders) }
}

/** Nothing is changed unless a person says so. */
async function choose(
  question: Question,
  { yes }: Pick<Flags, 'yes'>,
  { interactive, io, signal }: Session,
): Promise<string> {
  if (!interactive) return String(yes ?? false)
  const { ask } = await import('../../prompts/ask.ts')
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal, job: io }
  return String(await ask(question, { before: undefined, canGoBack: false }, terminal))
}

/** The files of a folder, without those that a link leads to; none where the folder cannot be read. */
async function ownFiles({ shelf, dir }: ReturnType<typeof folderOnDisk>): Promise<Tree> {
  const read = await catchAppError(shelf.readFolder(dir))
  if (read instanceof AppError) return new Map()
  const isOwn = async (path: string) => {
    const kinds = [...foldersAbove(path), path].map((one) => shelf.kindOf(`${dir}/${one}`))
    return !(await Promise.all(kinds)).includes('link')
  }
  const own = await Promise.all([...read.files.keys()].map(isOwn))
  return new Map([...read.files].filter((_, at) => own[at]))
}
