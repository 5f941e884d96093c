// The three comparisons: help, files without install, and a complete project.
import { rm } from 'node:fs/promises'
import { execa } from 'execa'
import { installPackageManager, packageManagers } from '../../test/support/package-managers.ts'
import {
  filesIn,
  installedIn,
  madeIn,
  newFolder,
  type Peer,
  peers,
  scaffoldArgs,
  successArgs,
  type Tool,
} from './contenders.ts'
import { type Contender, environment, inTurn, type Measured, tableOf } from './rounds.ts'

export type Race = {
  readonly home: string
  readonly tools: ReadonlyMap<string, Tool>
  readonly templates: readonly string[]
  readonly rounds: number
}

const node = process.execPath
const bare = (home: string): Contender => {
  return { name: 'node -e 0', file: node, args: ['-e', '0'], before: async () => home }
}

/** `--help`, the first command of many users. */
export async function raceToStart({ home, tools, rounds }: Race): Promise<string> {
  const contenders = [...tools.values()].flatMap(({ name, bin }): Contender[] => {
    return [{ name, file: node, args: [bin, '--help'], before: async () => home }]
  })
  const measured = await inTurn([bare(home), ...contenders], { rounds, warmUp: 2 })
  return tableOf(ordered(measured), 'node -e 0')
}

/** The files only, without install and without a repository. */
export async function raceToFiles({ home, tools, templates, rounds }: Race): Promise<string> {
  const agent = { npm_config_user_agent: await agentOf('npm') }
  const folder = newFolder(home)
  const counts = new Map<string, number>()
  const entered = (name: string, bin: string, args: readonly string[]): Contender => ({
    name,
    file: node,
    args: [bin, ...args],
    env: agent,
    before: folder,
    check: async (dir) => {
      const problem = await madeIn(dir)
      counts.set(name, await filesIn(dir))
      await rm(dir, { recursive: true, force: true })
      return problem
    },
  })
  const ours = tools.get('create-app')?.bin ?? ''
  const contenders = [
    ...templates.map((template) => {
      const args = ['app', '--template', template, '--no-install', '--no-git']
      return entered(`create-app, ${template}`, ours, args)
    }),
    ...peersIn(tools).flatMap(({ name, bin }) => {
      const args = scaffoldArgs[name]
      return args ? [entered(name, bin, args)] : []
    }),
  ]
  const measured = await inTurn(contenders, { rounds, warmUp: 2 })
  const counted = measured.map((one) => ({
    ...one,
    name: one.name === 'create-vite' ? one.name : `${one.name} (${counts.get(one.name)} files)`,
  }))
  const note = `create-vite writes ${counts.get('create-vite')} files.`
  return `${tableOf(ordered(counted), 'create-vite')}\n\n${note}`
}

/** create-app until it is installed, committed and tested; the others until they exit. */
export async function raceToGreen(
  race: Race,
  pm: 'npm' | 'pnpm',
  peerRounds: number,
): Promise<string> {
  const { home, tools, rounds } = race
  const programs = pm === 'npm' ? [] : [await installPackageManager(packageManagers[pm])]
  const PATH = [...programs, process.env.PATH].join(':')
  const env = { PATH, npm_config_user_agent: await agentOf(pm, PATH) }
  const folder = newFolder(home)
  const entered = (name: string, args: readonly string[], most?: number): Contender => ({
    name,
    file: node,
    args,
    env,
    before: folder,
    ...(most === undefined ? {} : { rounds: most }),
    // Kept until the end: a file system creates files slowly after many were deleted.
    check: installedIn,
  })
  const ours = tools.get('create-app')?.bin ?? ''
  const contenders = [
    ...race.templates.map((template) => {
      return entered(`create-app, ${template}`, [ours, 'app', '--template', template])
    }),
    ...peersIn(tools).flatMap(({ name, bin }) => {
      const args = successArgs(name, pm)
      const most = name === 'create-next-app' ? undefined : peerRounds
      return args && most !== 0 ? [entered(name, [bin, ...args], most)] : []
    }),
  ]
  return tableOf(await inTurn(contenders, { rounds, warmUp: 1 }), 'create-next-app')
}

function peersIn(tools: ReadonlyMap<string, Tool>): readonly (Tool & { name: Peer })[] {
  return peers.flatMap((name) => {
    const tool = tools.get(name)
    return tool ? [{ ...tool, name }] : []
  })
}

function ordered(measured: readonly Measured[]): readonly Measured[] {
  const best = ({ times }: Measured) => (times.length > 0 ? Math.min(...times) : Infinity)
  return measured.toSorted((a, b) => best(a) - best(b))
}

async function agentOf(pm: 'npm' | 'pnpm', PATH = environment.PATH): Promise<string> {
  const { stdout } = await execa(pm, ['--version'], {
    env: { ...environment, PATH },
    extendEnv: false,
  })
  return `${pm}/${stdout.trim()} node/${process.version} ${process.platform} ${process.arch}`
}
