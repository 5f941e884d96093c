import { execa } from 'execa'
import { temporaryFolder } from './folders.ts'

/**
 * Merges a project with another one as git alone does, without changing it. The base is the project's first commit.
 * No file has a merge driver of its own.
 * @returns the paths in conflict.
 */
export async function gitConflicts(project: string, other: string): Promise<readonly string[]> {
  const index = `${await temporaryFolder()}/index`
  // Elsewhere, git reads no .gitattributes.
  const cwd = await temporaryFolder()
  const git = async (args: readonly string[], env: Record<string, string> = {}) => {
    const how = { cwd, env, reject: false }
    const { stdout } = await execa('git', ['--git-dir', `${project}/.git`, ...args], how)
    return stdout
  }
  const base = await git(['rev-list', '--max-parents=0', 'HEAD'])
  const its = { GIT_INDEX_FILE: index, GIT_WORK_TREE: other }
  await git(['add', '--all', other], its)
  const tree = await git(['write-tree'], its)
  const theirs = await git(['commit-tree', '-p', base, '-m', 'The other one', tree])
  const bare = { GIT_INDEX_FILE: `${index}-none`, GIT_WORK_TREE: cwd }
  const args = ['--write-tree', '--name-only', '--no-messages', 'HEAD', theirs]
  const merged = await git(['merge-tree', ...args], bare)
  return merged.split('\n').slice(1)
}
