import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { inspect } from '../blueprints/inspect.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { isSound, lintTemplate } from '../kit/lint.ts'
import type { TemplateFlags } from '../plan/flags.ts'
import { wordFor } from '../project/target.ts'
import { lintJson, printLint } from '../report/lint.ts'
import { pageOf } from '../report/page.ts'
import type { Session } from './session.ts'

/** Says what is wrong with a template, or a layer, in a folder. Reads, and runs nothing. */
export async function lint(
  flags: TemplateFlags,
  { io, catalog, cwd }: Pick<Session, 'io' | 'catalog' | 'cwd'>,
): Promise<ExitCode> {
  const dir = resolve(cwd, flags.dir)
  const { stored, ...inspected } = await inspect(dir, catalog)
  const findings = lintTemplate({
    ...inspected,
    files: stored?.files,
    leftOut: stored?.leftOut ?? [],
    ownPaths: [dir, io.env.HOME || homedir()],
  })
  io.stdout.write(
    flags.json
      ? lintJson(dir, findings)
      : printLint({ shown: wordFor(dir, io.cwd()), findings }, pageOf(io.env, io.stdout)),
  )
  return isSound(findings) ? exitCodes.ok : exitCodes.template
}
