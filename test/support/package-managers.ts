import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { repository } from '../../scripts/compose.ts'
import { cleanEnvironment } from './program.ts'

/** The package managers that are tested besides npm, in the versions of the workflow. */
export const packageManagers = {
  pnpm: 'pnpm@12.21.0',
  'yarn 1': 'yarn@1.22.22',
  'yarn 4': '@yarnpkg/cli-dist@4.18.1',
  bun: 'bun@1.4.5',
} as const

/** Installs one below node_modules, so that later runs reuse it; returns the folder of its program, for a PATH. */
export async function installPackageManager(spec: string): Promise<string> {
  const prefix = join(repository, 'node_modules/.cache/package-managers', spec.replaceAll('/', '+'))
  if (!existsSync(prefix)) {
    await mkdir(dirname(prefix), { recursive: true })
    const stage = await mkdtemp(`${prefix}-`)
    const args = ['install', '--global', '--prefix', stage, '--allow-scripts=bun', spec]
    await execa('npm', args, { env: cleanEnvironment(), extendEnv: false })
    // Another test file may have installed it in the meantime.
    await rename(stage, prefix).catch(() => rm(stage, { recursive: true }))
  }
  return join(prefix, 'bin')
}

/** A PATH on which pnpm comes first. */
export async function pathWithPnpm(): Promise<string> {
  const programs = await installPackageManager(packageManagers.pnpm)
  return [programs, process.env.PATH].join(delimiter)
}
