import { mkdir, mkdtemp, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { repository } from '../compose.ts'

/** A tool that creates projects, installed in a temporary folder. */
export type Tool = { readonly name: string; readonly version: string; readonly bin: string }

export const peers = [
  'create-vite',
  'create-next-app',
  'create-t3-app',
  'sv',
  'create-astro',
  'create-better-fullstack',
] as const

export type Peer = (typeof peers)[number]

/** Arguments that create a project without questions. create-astro is left out: it downloads its template. */
export const scaffoldArgs: Partial<Record<Peer, readonly string[]>> = {
  'create-vite': ['app', '--template', 'react-ts', '--no-interactive'],
  'create-next-app': ['app', '--yes', '--skip-install', '--disable-git'],
  'create-t3-app': [
    ...['app', '--CI', '--trpc', 'true', '--prisma', 'true', '--tailwind', 'true'],
    ...['--appRouter', 'true', '--dbProvider', 'postgres', '--noInstall', '--noGit'],
  ],
  sv: [
    ...['create', 'app', '--template', 'minimal', '--types', 'ts', '--no-add-ons'],
    '--no-install',
  ],
  'create-better-fullstack': ['app', '--yes', '--no-install', '--no-git'],
}

/** Arguments for a complete project: installed, and committed where the tool does that. */
export function successArgs(peer: Peer, pm: 'npm' | 'pnpm'): readonly string[] | undefined {
  const args = scaffoldArgs[peer]?.filter((arg) => {
    return !['--skip-install', '--disable-git', '--noInstall', '--noGit', '--no-git'].includes(arg)
  })
  switch (peer) {
    case 'create-next-app':
      return args && [...args, `--use-${pm}`]
    case 'sv':
      return args && [...args.filter((arg) => arg !== '--no-install'), '--install', pm]
    case 'create-better-fullstack': {
      const rest = args?.filter((arg) => arg !== '--no-install')
      return rest && [...rest, '--install', '--package-manager', pm]
    }
    case 'create-t3-app':
      return args
    default:
      // create-vite installs only if it also starts a development server.
      return undefined
  }
}

/** Installs the newest version of each tool, and create-app from its tarball. */
export async function installTools(home: string): Promise<ReadonlyMap<string, Tool>> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home]
  const { stdout } = await execa('npm', args, { cwd: repository })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')))
  const specs = new Map<string, string>([
    ['create-app', join(home, filename)],
    ...peers.map((peer): [string, string] => [peer, `${peer}@latest`]),
  ])
  const tools = new Map<string, Tool>()
  for (const [name, spec] of specs) {
    const dir = join(home, 'tools', name)
    await mkdir(dir, { recursive: true })
    await execa('npm', ['install', '--prefix', dir, '--no-audit', '--no-fund', spec], { cwd: dir })
    const own = join(dir, 'node_modules', name)
    const { version, bin } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'))
    const file = typeof bin === 'string' ? bin : (bin[name] as string)
    tools.set(name, { name, version, bin: join(own, file) })
  }
  return tools
}

/** A new folder for a round. */
export function newFolder(home: string): () => Promise<string> {
  return async () => {
    await mkdir(join(home, 'rounds'), { recursive: true })
    return mkdtemp(join(home, 'rounds/'))
  }
}

export async function filesIn(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const counted = entries.filter((entry) => {
    return entry.isFile() && !/(?:^|\/)(?:node_modules|\.git)(?:\/|$)/.test(entry.parentPath)
  })
  return counted.length
}

/** Returns a problem when no project was created. */
export async function madeIn(dir: string): Promise<string | undefined> {
  const made = await stat(join(dir, 'app/package.json')).catch(() => undefined)
  return made ? undefined : 'it made no project'
}

/** Returns a problem when no project was created or nothing was installed in it. */
export async function installedIn(dir: string): Promise<string | undefined> {
  const installed = await stat(join(dir, 'app/node_modules')).catch(() => undefined)
  return (await madeIn(dir)) ?? (installed ? undefined : 'it installed nothing')
}
