import { join } from 'node:path'
import { ask } from '../../exec.ts'
import type { IO } from '../../io.ts'
import { kindAt } from '../disk.ts'
import { without } from '../probe.ts'

/** How to ask git about a project. */
export type GitQuestion = {
  readonly env: IO['env']
  /** Variables that belong to another repository. */
  readonly scrub: readonly string[]
  readonly signal: AbortSignal
}

/** The repository that a project is in. */
export type Repository = {
  /** Absolute path of git's folder for this working tree. */
  readonly gitDir: string
  /** The project's folder in the repository: empty, or `apps/shop/`. */
  readonly prefix: string
  /** What git is in the middle of: `a rebase`. */
  readonly busyWith: string | undefined
}

/** Reads the repository that a folder is in; undefined where there is none, or no git. */
export async function readRepositoryOf(
  dir: string,
  question: GitQuestion,
): Promise<Repository | undefined> {
  const answer = await git(dir, ['rev-parse', '--absolute-git-dir', '--show-prefix'], question)
  if (answer === undefined) return undefined
  const [gitDir = '', prefix = ''] = answer.split('\n')
  return { gitDir, prefix, busyWith: await workIn(gitDir) }
}

/** The paths of a project that differ from its last commit, or are in none; undefined if git does not say. Ignored files are left out. */
export async function uncommittedIn(
  dir: string,
  { prefix }: Repository,
  question: GitQuestion,
): Promise<ReadonlySet<string> | undefined> {
  const args = ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', '.']
  const answer = await git(dir, args, question)
  if (answer === undefined) return undefined
  const lines = answer.split('\0')
  // Two letters, a space and the path from the root of the repository. `ask` trims the first letter if it is a space.
  const paths = lines.flatMap((line) => /^.{0,2} (.+)$/s.exec(line)?.[1] ?? [])
  return new Set(paths.map((path) => path.slice(prefix.length)))
}

/** The paths of a project that are in conflict in git's index. Only the index is read, so no filter of git runs. */
export async function unmergedIn(dir: string, question: GitQuestion): Promise<readonly string[]> {
  const answer = await git(dir, ['ls-files', '-z', '--unmerged'], question)
  // Mode, hash and stage, a tab, and the path: one line for each stage.
  const paths = (answer ?? '').split('\0').flatMap((line) => /\t(.+)$/s.exec(line)?.[1] ?? [])
  return [...new Set(paths)]
}

/** The files of a project that git knows or would add. */
export async function listedFiles(
  dir: string,
  question: GitQuestion,
): Promise<readonly string[] | undefined> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const answer = await git(dir, args, question)
  return answer?.split('\0').filter((path) => path !== '')
}

function git(dir: string, args: readonly string[], { env, scrub, signal }: GitQuestion) {
  // Another user's repository counts too, whether git trusts it or not.
  const command = { file: 'git', args: ['-c', 'safe.directory=*', ...args] }
  return ask(command, { cwd: dir, env: { ...without(env, scrub), ...asksOnly }, signal })
}

/** A question changes nothing: without it, `git status` writes what it found into the index, even once nobody waits for it. */
export const asksOnly = { GIT_OPTIONAL_LOCKS: '0' }

async function workIn(gitDir: string): Promise<string | undefined> {
  for (const [name, work] of works) {
    if ((await kindAt(join(gitDir, name))) !== 'missing') return work
  }
  return undefined
}

const works = [
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['MERGE_HEAD', 'a merge'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
] as const
