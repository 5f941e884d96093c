import { join } from 'node:path'
import { askWhole } from '../../exec.ts'
import { foldersAbove, type Tree } from '../../model/tree.ts'
import { kindAt } from '../disk.ts'
import type { GitQuestion } from './repository.ts'

/** The formatters that read a file from standard input and print it, by the program in their package. */
const formatters = [
  {
    program: 'node_modules/@biomejs/biome/bin/biome',
    args: (path: string) => ['format', `--stdin-file-path=${path}`],
  },
  {
    program: 'node_modules/prettier/bin/prettier.cjs',
    args: (path: string) => ['--stdin-filepath', path],
  },
] as const

/** The files as the project's own formatter prints them; as they are where it has none, or where it refuses. */
export async function formatFiles(
  dir: string,
  files: Tree,
  { env, signal }: Pick<GitQuestion, 'env' | 'signal'>,
): Promise<Tree> {
  const formatted = [...files].map(async ([path, file]) => {
    const found = typeof file.content === 'string' ? await formatterOf(dir, path) : undefined
    if (found === undefined) return [path, file] as const
    const command = {
      ...{ file: process.execPath, args: [found.program, ...found.args(path)] },
      input: file.content,
    }
    const { exitCode, output } = await askWhole(command, { cwd: dir, env, signal })
    return [path, exitCode === 0 && output !== '' ? { ...file, content: output } : file] as const
  })
  return new Map(await Promise.all(formatted))
}

/** The formatter that is installed nearest to a file: in a monorepo, a package may have its own. */
async function formatterOf(dir: string, path: string) {
  const folders = [...foldersAbove(path).toReversed(), '', '..']
  for (const folder of folders) {
    for (const { program, args } of formatters) {
      const place = join(dir, folder, program)
      if ((await kindAt(place)) === 'other') return { program: place, args }
    }
  }
  return undefined
}
