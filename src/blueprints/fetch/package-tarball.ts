import { join } from 'node:path'
import { type AppError, errors } from '../../errors/errors.ts'
import { exec } from '../../exec.ts'
import type { IO } from '../../io.ts'
import { npmErrorIn, packCommand, readPack } from '../../model/npm-commands.ts'
import { type PackageSource, printSource } from '../../model/source.ts'

/** A package's tarball, and the version that npm chose. */
export type Packed = { readonly file: string; readonly resolved: string }

/** Fetches a package with npm, which uses the person's registries, proxies and tokens. */
export async function fetchPackage(
  source: PackageSource,
  how: { stage: string; cwd: string; env: IO['env']; signal: AbortSignal },
): Promise<Packed> {
  const command = packCommand(`${source.name}@${source.version}`, how.stage)
  const { exitCode, output } = await exec(command, how)
  const packed = exitCode === 0 ? readPack(output) : undefined
  if (packed) return { file: join(how.stage, packed.filename), resolved: packed.version }
  throw exitCode === 127 ? errors.toolMissing('npm', needsNpm) : problemOf(source, output)
}

const needsNpm = 'Install npm. Templates from packages are fetched with it, whatever --pm is.'

function problemOf(source: PackageSource, output: string): AppError {
  const name = printSource(source)
  const code = npmErrorIn(output) ?? 'npm was stopped'
  const answers = ['E401', 'E403', 'E404', 'ENEEDAUTH', 'ETARGET', 'EINVALIDTAGNAME']
  if (!answers.includes(code)) return errors.templateUnreachable(name, `npm reported ${code}`)
  return errors.templateNotFound(name, `npm reported ${code}`, 'If it is private, run npm login.')
}
