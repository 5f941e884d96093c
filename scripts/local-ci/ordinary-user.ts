import { join } from 'node:path'
import { execa } from 'execa'

/** The user `nobody` of Linux. */
const nobody = { uid: 65534, gid: 65534 }
const isRoot = process.getuid?.() === 0

/** Options for execa to run a command as a user without rights, with a separate home. */
export function ordinaryUser(home: string, env: Readonly<Record<string, string>> = {}) {
  const prefix = join(home, 'prefix')
  return {
    ...(isRoot ? nobody : {}),
    extendEnv: false,
    stdin: 'ignore',
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => isInherited(name))),
      HOME: home,
      PATH: `${prefix}/bin:${process.env.PATH}`,
      npm_config_prefix: prefix,
      npm_config_cache: join(home, 'cache'),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      ...env,
    },
  } as const
}

/** Leaves out the variables that `npm run` sets for this repository, but keeps the machine's registry. */
function isInherited(name: string): boolean {
  return !name.startsWith('npm_') || name === 'npm_config_registry'
}

/** Makes the ordinary user the owner of files that root created. */
export async function own(path: string): Promise<void> {
  if (isRoot) await execa('chown', ['-R', `${nobody.uid}:${nobody.gid}`, path])
}
