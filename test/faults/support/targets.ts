import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { cleanEnvironment } from '../../support/program.ts'

/** The target of a project, relative to the folder that a trial works in. */
export type Target = {
  readonly name: string
  /** The project's folder. */
  readonly dir: string
  /** The current folder, and the target as typed there. */
  readonly cwd: string
  readonly typed: string
  /** Creates the content that exists before; undefined for a missing folder. */
  readonly fill?: (dir: string) => Promise<unknown>
}

export const missing: readonly Target[] = [
  { name: 'missing', dir: 'app', cwd: '.', typed: 'app' },
  { name: 'missing with its parents', dir: 'some/where/app', cwd: '.', typed: 'some/where/app' },
]

export const existing: readonly Target[] = [
  { name: 'empty', dir: 'app', cwd: '.', typed: 'app', fill: async () => {} },
  { name: 'here', dir: 'app', cwd: 'app', typed: '.', fill: async () => {} },
  { name: 'with kept files', dir: 'app', cwd: '.', typed: 'app', fill: keepFiles },
]

export const everywhere = [...missing, ...existing]

async function keepFiles(dir: string): Promise<void> {
  const files = {
    LICENSE: 'All mine.\n',
    'README.md': '# Mine\n',
    '.vscode/settings.json': '{}\n',
    '.DS_Store': '\0\x01',
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), content)
  }
  const git = (...args: string[]) => execa('git', args, { cwd: dir, env: cleanEnvironment() })
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--', 'README.md')
  await git('commit', '--quiet', '--message', 'Mine')
}
