import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { manifestText } from '../../support/fixtures.ts'
import { temporaryFolder } from '../../support/folders.ts'
import { type Disk, look } from './disk.ts'
import type { Trial } from './fault.ts'
import { type Ended, runBin } from './program.ts'

export type Content = Readonly<Record<string, string | Buffer>>

/** A hostile template, and the reason for its refusal. */
export type Attack = {
  readonly files?: Content
  /** Files next to the template: its layers, by path. */
  readonly beside?: Content
  /** Creates in the template's folder what `files` cannot express. */
  readonly make?: (dir: string) => unknown
  readonly args?: readonly string[]
  /** Part of the only error. */
  readonly why: string
}

/** A manifest of a template. */
export const manifest = (content: object) => ({ 'template.json': manifestText(content) })

/** A manifest with a question that has a default. */
export const answering = (id: string, value: string) =>
  manifest({ questions: [{ id, message: 'Which?', type: 'text', default: value }] })

/** The same file in the template and in the layer that it extends, so that both must be merged. */
export const merging = (name: string, lower: string, upper: string): Partial<Attack> => ({
  files: { ...manifest({ extends: ['_layer'] }), [name]: upper },
  beside: { '_layer/layer.json': '{}', [`_layer/${name}`]: lower },
})

/** The hostile template, a folder to work in, and the folder around it with everything that a run could touch. */
export type Scene = { readonly template: string; readonly around: string; readonly work: string }

/** Limits far above what any refusal needs. The time is processor time, because the machine may be busy. */
const most = { seconds: 5, megabytes: 300 }

export async function sceneOf({ files, beside, make }: Omit<Attack, 'why'>): Promise<Scene> {
  const root = await temporaryFolder()
  const template = join(root, 'theirs', 'mine')
  const [around, work] = [join(root, 'ours'), join(root, 'ours', 'work')]
  for (const dir of [template, work, join(around, 'home'), join(around, 'tmp')]) {
    await mkdir(dir, { recursive: true })
  }
  // The tests need no real npm, which would take longer to start than everything else.
  await writeContent(root, { 'bin/npm': '#!/bin/sh\necho 11.0.0\n' })
  await chmod(join(root, 'bin/npm'), 0o755)
  await writeContent(dirname(template), beside)
  await writeContent(template, { 'package.json': '{ "name": "x" }\n', ...files })
  await make?.(template)
  return { template, around, work }
}

async function writeContent(dir: string, content: Content = {}): Promise<void> {
  for (const [path, text] of Object.entries(content)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text)
  }
}

/** Expects that the creation of a project is refused. */
export async function refused(trial: Trial, { why, ...attack }: Attack): Promise<string> {
  const scene = await sceneOf(attack)
  const target = trial.pick('target', fc.constantFrom('missing', 'empty', 'with kept files'))
  await prepare(join(scene.work, 'app'), target)
  return expectRefusal(trial, {
    why,
    scene,
    run: (args) => runOn(scene, [...(attack.args ?? []), ...args]),
  })
}

type Refusing = {
  readonly why: string
  readonly scene: Scene
  run(args: readonly string[]): ReturnType<typeof runIn>
}

/** Expects exit 7 with one error that gives the reason, nothing written, and little time and memory. */
export async function expectRefusal(trial: Trial, { why, scene, run }: Refusing): Promise<string> {
  const form = trial.pick('form', fc.constantFrom('', '--dry-run', '--no-install', '--yes'))
  const json = trial.pick('json', fc.boolean())
  const before = await look(scene.around)
  const extra = [...[form].filter(Boolean), ...(json ? ['--json'] : [])]
  const { ended, usage } = await run(['--trust', ...extra])
  expect(ended).toMatchObject({ exitCode: 7, signal: null })
  expect(errorsIn(ended, json)).toEqual([expect.stringContaining(why)])
  expect(await look(scene.around)).toEqual(before)
  expect(usage.seconds).toBeLessThan(most.seconds)
  expect(usage.megabytes).toBeLessThan(most.megabytes)
  return 'as before, exit 7'
}

/** Expects that the project is created, and returns its files. */
export async function created(scene: Scene, args: readonly string[] = []): Promise<Disk> {
  const { ended } = await runOn(scene, ['--no-install', ...args])
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' })
  return look(join(scene.work, 'app'))
}

/** Creates a project of the template with the built program. */
export function runOn(scene: Scene, args: readonly string[]) {
  return runIn(scene, ['app', '--template', scene.template, '--pm', 'npm@11.0.0', ...args])
}

/** Runs the built program, with a separate home and temporary folder. */
export async function runIn({ around, work }: Scene, args: readonly string[]) {
  const root = dirname(around)
  const usageFile = join(root, 'usage.json')
  const ended = await runBin(args, {
    cwd: work,
    env: {
      HOME: join(around, 'home'),
      TMPDIR: join(around, 'tmp'),
      PATH: [join(root, 'bin'), process.env.PATH].join(delimiter),
      NODE_OPTIONS: `--require ${join(import.meta.dirname, 'usage.cjs')}`,
      NODE_DISABLE_COMPILE_CACHE: '1',
      USAGE_FILE: usageFile,
    },
  })
  const usage: { seconds: number; megabytes: number } = JSON.parse(
    await readFile(usageFile, 'utf8'),
  )
  return { ended, usage }
}

async function prepare(target: string, state: string): Promise<void> {
  if (state === 'missing') return
  await mkdir(target)
  if (state === 'with kept files') await writeFile(join(target, 'README.md'), 'mine\n')
}

/** The reported errors, each on one line. */
function errorsIn({ stdout, stderr }: Ended, json: boolean): readonly string[] {
  if (!json) {
    const [, ...errors] = stderr.replace(/\s+/g, ' ').split('✖ ')
    return errors
  }
  expect(stderr).toBe('')
  const { status, error } = JSON.parse(stdout)
  expect(status).toBe('failed')
  return [error.message]
}
