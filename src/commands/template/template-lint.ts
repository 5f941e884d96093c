import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { lintTemplate } from '../../authoring/lint/lint.ts'
import { inspect } from '../../blueprints/inspect.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { wordFor } from '../../project/read-target.ts'
import { lintJson, printLint } from '../../report/author/lint-report.ts'
import { exitCodeOfLint } from '../../report/exit-code.ts'
import { pageOf } from '../../report/human/page.ts'
import type { Session } from '../session.ts'

/** Reports what is wrong with a template or a layer in a folder. Only reads. */
export async function lint(
  { words, flags }: Asked<'[dir]'>,
  { io, catalog, cwd, signal }: Pick<Session, 'io' | 'catalog' | 'cwd' | 'signal'>,
): Promise<ExitCode> {
  const dir = resolve(cwd, words.dir ?? '.')
  const { content, ...inspected } = await inspect(dir, catalog, { env: io.env, signal })
  const result = lintTemplate({
    ...inspected,
    files: content?.files,
    leftOut: content?.leftOut ?? [],
    ownPaths: [dir, io.env.HOME || homedir()],
  })
  io.stdout.write(
    flags.json
      ? lintJson(dir, result)
      : printLint({ ...result, shown: wordFor(dir, io.cwd()) }, pageOf(io.env, io.stdout)),
  )
  return exitCodeOfLint(result.findings)
}
