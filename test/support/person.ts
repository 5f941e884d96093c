import { existsSync } from 'node:fs'
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { temporaryFolder } from './folders.ts'

/** A user with their own home, caches and configuration. */
export type Person = {
  readonly home: string
  /** Their current folder, which is empty. */
  readonly work: string
  readonly temporary: string
  /** Their environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Creates a user whose packages come from a registry on loopback; removed when the test ends. */
export async function newPerson(
  registry: string,
  how: {
    /** Folders of programs besides Node, npm and the system's. */
    programs?: readonly string[]
    /** Their Node, if it is not the one that runs the tests. */
    node?: string
    env?: Readonly<Record<string, string>>
  } = {},
): Promise<Person> {
  const home = await temporaryFolder()
  const work = join(home, 'work')
  const temporary = join(home, 'temporary')
  const own = join(home, 'programs')
  for (const folder of [work, temporary, own]) await mkdir(folder)
  await linkNode(own, how.node ?? process.execPath)
  await configureNpm(home, { registry })
  // Some package managers run a program with that name instead of fetching the package.
  const inherited = (process.env.PATH ?? '').split(delimiter)
  const system = inherited.filter((folder) => !existsSync(join(folder, 'create-app')))
  return {
    home,
    work,
    temporary,
    env: {
      ...homeless,
      HOME: home,
      TMPDIR: temporary,
      PATH: [...(how.programs ?? []), own, ...system].join(delimiter),
      // Yarn 1 installs the packages that it runs; for root this is outside of the home.
      PREFIX: join(home, 'yarn'),
      YARN_GLOBAL_FOLDER: join(home, 'yarn'),
      YARN_CACHE_FOLDER: join(home, 'yarn/cache'),
      // Yarn 4 does not read npm's configuration, and refuses recently published packages.
      YARN_NPM_REGISTRY_SERVER: registry,
      YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
      YARN_NPM_MINIMAL_AGE_GATE: '0',
      ...how.env,
    },
  }
}

/** Writes npm's configuration, which other package managers also read. */
export async function configureNpm(
  home: string,
  settings: Readonly<Record<string, string | number>>,
): Promise<void> {
  const lines = Object.entries({ 'update-notifier': 'false', ...settings })
  await writeFile(join(home, '.npmrc'), lines.map(([name, value]) => `${name}=${value}\n`).join(''))
}

/** Variables that point outside of the home. */
const homeless = {
  XDG_CACHE_HOME: undefined,
  XDG_CONFIG_HOME: undefined,
  XDG_DATA_HOME: undefined,
  XDG_STATE_HOME: undefined,
  PNPM_HOME: undefined,
  BUN_INSTALL: undefined,
}

/** Puts a Node, and the machine's npm, into a folder for a PATH. */
async function linkNode(folder: string, node: string): Promise<void> {
  const { stdout } = await execa('sh', ['-c', 'command -v npm'])
  const npm = await realpath(stdout)
  await symlink(node, join(folder, 'node'))
  await symlink(npm, join(folder, 'npm'))
  await symlink(join(dirname(npm), 'npx-cli.js'), join(folder, 'npx'))
}
