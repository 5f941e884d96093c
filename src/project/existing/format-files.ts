import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { askWhole } from '../../exec.ts'
import { foldersAbove, type Tree, type TreeFile } from '../../model/tree.ts'
import { entriesOf, kindAt } from '../disk.ts'
import type { GitQuestion } from './repository.ts'

/** The formatters that read a file from standard input and print it, by the program in their package. */
const formatters = [
  {
    program: 'node_modules/@biomejs/biome/bin/biome',
    // Of code it also sorts the imports. It says nothing of code that it cannot read, which our own parser has read.
    args: (path: string) => [
      ...(isCode(path) ? ['check', '--write', '--linter-enabled=false'] : ['format']),
      `--stdin-file-path=${path}`,
    ],
    place: /:(?<line>\d+):(?<column>\d+) parse .*\s+× (?<problem>.*)/,
  },
  {
    program: 'node_modules/prettier/bin/prettier.cjs',
    args: (path: string) => ['--stdin-filepath', path],
    place: /SyntaxError: (?<problem>.*) \((?<line>\d+):(?<column>\d+)\)/,
  },
] as const

function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path)
}

/** A file that the formatter cannot read. Line and column from 1. */
export type UnreadableFile = {
  readonly path: string
  readonly line: number
  readonly column: number
  readonly problem: string
}

type FormattedFiles = { readonly files: Tree; readonly unreadable: readonly UnreadableFile[] }

/**
 * The files as the project's own formatter prints them; as they are where it has none, or where it refuses. A formatter has
 * a parser for more languages than we have, so it also says which files nobody could read.
 */
export async function formatFiles(
  dir: string,
  files: Tree,
  { env, signal }: Pick<GitQuestion, 'env' | 'signal'>,
): Promise<FormattedFiles> {
  const unreadable: UnreadableFile[] = []
  const formatFile = async ([path, file]: readonly [string, TreeFile]) => {
    const found = typeof file.content === 'string' ? await formatterOf(dir, path, env) : undefined
    if (found === undefined) return [path, file] as const
    const command = {
      ...{ file: found.program, args: [...found.before, ...found.args(path)] },
      input: file.content,
    }
    const { exitCode, output, errors } = await askWhole(command, { cwd: dir, env, signal })
    if (exitCode === 0 && output !== '') return [path, { ...file, content: output }] as const
    const place = found.place.exec(errors)?.groups
    if (place) {
      const [line, column] = [Number(place.line), Number(place.column)]
      unreadable.push({ path, line, column, problem: place.problem ?? '' })
    }
    return [path, file] as const
  }
  const formatted: (readonly [string, TreeFile])[] = []
  const waiting = [...files]
  while (waiting.length > 0) {
    // Each starts a program: more than a few at once take no less time.
    formatted.push(...(await Promise.all(waiting.splice(0, 4).map(formatFile))))
  }
  return { files: new Map(formatted), unreadable }
}

/** The formatter that is installed nearest to a file: in a monorepo, a package may have its own. */
async function formatterOf(dir: string, path: string, env: GitQuestion['env']) {
  const folders = [...foldersAbove(path).toReversed(), '']
  for (const folder of folders) {
    for (const formatter of formatters) {
      const script = join(dir, folder, formatter.program)
      if ((await kindAt(script)) !== 'other') continue
      const program = await programOf(script, env)
      if (program !== undefined) return { ...formatter, program, before: [] }
      return { ...formatter, program: process.execPath, before: [script] }
    }
  }
  return undefined
}

/**
 * Biome itself, for this machine. Its script would start Node and ask for the C library once more for each file.
 * Undefined for another formatter, and where it is not clear which program the script would start.
 */
async function programOf(script: string, env: GitQuestion['env']): Promise<string | undefined> {
  if (env.BIOME_BINARY !== undefined) return undefined
  const packages = join(await realpath(script), '../../..')
  const { platform, arch } = process
  const own = (await entriesOf(packages)).filter((name) => {
    return name === `cli-${platform}-${arch}` || name === `cli-${platform}-${arch}-musl`
  })
  const [name, ...others] = own
  if (name === undefined || others.length > 0) return undefined
  const program = join(packages, name, platform === 'win32' ? 'biome.exe' : 'biome')
  return (await kindAt(program)) === 'other' ? program : undefined
}
