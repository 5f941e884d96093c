import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { commit, run, tryRun } from '../support/committed-project.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { isLong } from '../support/sampled.ts'
import { writeFiles } from '../support/shelves.ts'

const bin = join(repository, 'dist/create-app.cjs')

/** Projects that other tools make, and how. */
const tools = [
  ['create-next-app', ['create-next-app@latest', 'theirs', '--yes', '--skip-install']],
  ['express-generator-typescript', ['express-generator-typescript@latest', 'theirs']],
] as const

/** An add-on that merges into files of both, and adds to code that only one of them has. */
const tracing = {
  'addon.json': JSON.stringify({
    insertions: [
      {
        ...{ file: 'next.config.ts', anchor: 'object', name: 'nextConfig' },
        text: 'poweredByHeader: false',
      },
      { file: 'src/server.ts', anchor: 'import', text: "import { tracing } from './tracing';" },
      { file: 'tsconfig.json', anchor: 'path', path: ['exclude'], text: '"traces"' },
    ],
  }),
  'package.json': JSON.stringify({
    scripts: { trace: 'node trace.mjs' },
    dependencies: { dotenv: '^18.0.0', tracer: '1.0.0' },
  }),
  'tsconfig.json': '{ "include": ["traces.d.ts"] }\n',
  _gitignore: 'traces/\n',
  'README.md': '## Tracing\n',
  'src/tracing.ts': 'export const tracing = 1;\n',
}

describe.runIf(isLong).each(tools)('a project of %s', (_, args) => {
  it('takes add-ons and is byte for byte as before without them', async () => {
    const cwd = await temporaryFolder()
    await run(cwd, 'npx', '--yes', ...args)
    const dir = join(cwd, 'theirs')
    await rm(join(dir, '.git'), { recursive: true, force: true })
    await run(dir, 'git', 'init', '--quiet')
    const act = (...words: readonly string[]) => {
      return tryRun(dir, process.execPath, bin, ...words, '--no-install', '--trust', '--yes')
    }
    await commit(dir, 'as it was made')
    // What is missing is said, and nothing is written.
    const unfit = await act('add', 'docker-registry')
    expect([unfit.exitCode, unfit.output]).toEqual([2, expect.stringContaining('needs Dockerfile')])
    expect((await act('add', 'storybook')).exitCode).toBe(2)
    await writeFile(join(dir, 'Dockerfile'), 'FROM node:24-alpine\nCOPY . .\n')
    await writeFiles(join(cwd, 'tracing'), tracing)
    await commit(dir, 'with a Dockerfile')
    const before = await snapshot(dir)
    for (const [addon, id] of [
      ['docker-registry', 'docker-registry'],
      ['../tracing', 'tracing'],
    ]) {
      const added = await act('add', addon ?? '')
      expect(added.exitCode, added.output).toBe(0)
      await commit(dir, 'added')
      const removed = await act('remove', id ?? '')
      expect(removed.exitCode, removed.output).toBe(0)
      expect(await snapshot(dir)).toEqual(before)
      await commit(dir, 'removed')
    }
  }, 600_000)
})
