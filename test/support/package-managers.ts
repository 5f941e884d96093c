import { join } from 'node:path'
import { execa } from 'execa'
import { cleanEnvironment } from './program.ts'

/** The package managers that are tried beside the machine's npm, as the workflow installs them. */
export const packageManagers = {
  pnpm: 'pnpm@12.21.0',
  'yarn 1': 'yarn@1.22.22',
  'yarn 4': '@yarnpkg/cli-dist@4.18.1',
  bun: 'bun@1.4.5',
} as const

/** Installs one into a folder of its own; returns the folder that its program is in, for a PATH. */
export async function installPackageManager(spec: string, prefix: string): Promise<string> {
  const args = ['install', '--global', '--prefix', prefix, '--allow-scripts=bun', spec]
  await execa('npm', args, { env: cleanEnvironment(), extendEnv: false })
  return join(prefix, 'bin')
}
