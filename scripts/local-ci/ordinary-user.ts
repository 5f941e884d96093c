import { join } from 'node:path'
import { execa } from 'execa'

const nobody = { uid: 65534, gid: 65534 }
const isRoot = process.getuid?.() === 0

/** How a command is run as nobody in particular, with a home of its own. */
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

/** What `npm run` says of this repository stays here; the registry is the machine's. */
function isInherited(name: string): boolean {
  return !name.startsWith('npm_') || name === 'npm_config_registry'
}

/** Gives what root made to the ordinary user. */
export async function own(path: string): Promise<void> {
  if (isRoot) await execa('chown', ['-R', `${nobody.uid}:${nobody.gid}`, path])
}
