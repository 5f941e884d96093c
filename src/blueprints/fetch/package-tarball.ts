import { join } from 'node:path'
import { type AppError, errors } from '../../errors/errors.ts'
import { exec } from '../../exec.ts'
import type { IO } from '../../io.ts'
import { npmErrorIn, packCommand, readPack } from '../../model/npm-commands.ts'
import { type PackageSource, printSource } from '../../model/source.ts'

/** A package's tarball, and the version that npm chose. */
export type Packed = { readonly file: string; readonly resolved: string }

/** Fetches a package through npm, with the registries, proxies and tokens that npm has from the person. */
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

const needsNpm = 'Templates from packages are fetched with it, whatever --pm says: install npm.'

function problemOf(source: PackageSource, output: string): AppError {
  const name = printSource(source)
  const code = npmErrorIn(output) ?? 'npm was ended'
  const answers = ['E401', 'E403', 'E404', 'ENEEDAUTH', 'ETARGET', 'EINVALIDTAGNAME']
  if (!answers.includes(code)) return errors.templateUnreachable(name, `npm says ${code}`)
  return errors.templateNotFound(name, `npm says ${code}`, 'For a private one run npm login.')
}
