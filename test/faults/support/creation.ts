import { randomUUID } from 'node:crypto'
import { cp, lstat, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { expect } from 'vitest'
import { exitCodes } from '../../../src/errors/exit-codes.ts'
import { hashTree, type TreeFile } from '../../../src/model/tree.ts'
import type { ResultDocument } from '../../../src/report/result.ts'
import { type Disk, look } from './disk.ts'
import type { Trial } from './fault.ts'
import { assertNothingRuns } from './left-behind.ts'
import { newPlace, type Place } from './place.ts'
import { bin, type Ended, type Running, start } from './program.ts'
import { isInStage } from './scene.ts'
import { tinyTemplate } from './templates.ts'

export type Creation = {
  /** In a few words: `created`, `complete, exit 20 INSTALL_FAILED`, `as before, exit 8 WRITE_FAILED`. */
  readonly outcome: string
  readonly document: ResultDocument
}

type Seen = NonNullable<Disk>

/** A trial that creates in a new place and expects this outcome. */
export function ends(
  expected: string,
  attempt: (place: Place, trial: Trial) => Promise<Creation>,
  where?: Parameters<typeof newPlace>[0],
): (trial: Trial) => Promise<string> {
  return async (trial) => {
    const { outcome } = await attempt(await newPlace(where), trial)
    expect(outcome).toBe(expected)
    return outcome
  }
}

/** Runs create-app in a place and checks the second promise of docs/contract.md. */
export async function create(
  place: Place,
  args: readonly string[],
  how: {
    readonly env?: Readonly<Record<string, string | undefined>>
    /** A shell command that starts create-app with `"$@"`. */
    readonly through?: string
    readonly ms?: number
    /** Runs while create-app works. */
    readonly meanwhile?: (running: Running) => Promise<void>
    /** Changes the expected state of the place; without it, the place must be as before. */
    readonly otherwise?: (before: Seen) => Seen
  } = {},
): Promise<Creation> {
  const before = await lookAt(place)
  const mark = randomUUID()
  const { cwd, env, uid } = place
  const reachable = uid === undefined ? { bin, args } : await openToAll(place, args)
  const node = [process.execPath, reachable.bin]
  const by = how.through === undefined ? node : ['sh', '-c', how.through, 'sh', ...node]
  const running = start([...reachable.args, '--json'], {
    cwd,
    env: { ...env, ...how.env, TRIAL_OF_A_FAULT: mark },
    by,
    ...(uid === undefined ? {} : { uid }),
    ...(how.ms === undefined ? {} : { ms: how.ms }),
  })
  await how.meanwhile?.(running)
  const document = readDocument(await running.ended)
  await assertNothingRuns(mark)
  const expected = how.otherwise?.(before) ?? before
  const after = await lookAt(place, document)
  if (isPlaced(document)) await expectComplete(place, document, { expected, after })
  else expect(after, 'the place is as it was').toEqual(expected)
  return { outcome: outcomeOf(document), document }
}

/** Copies the program and its template to a folder that another user can read. */
async function openToAll(place: Place, args: readonly string[]) {
  const beside = dirname(place.root)
  const dist = join(beside, 'program/dist')
  await cp(dirname(bin), dist, { recursive: true })
  const templates = join(beside, 'fixtures')
  await cp(dirname(tinyTemplate), templates, { recursive: true })
  return {
    bin: join(dist, basename(bin)),
    args: args.map((arg) => (arg === tinyTemplate ? join(templates, basename(arg)) : arg)),
  }
}

/** The hash of the files that a document names, as they are on disk. */
export async function treeHashOf({ projectDir, files }: ResultDocument): Promise<string> {
  const tree = files.created.map(async (path): Promise<[string, TreeFile]> => {
    // The planned yarn.lock is empty, and Yarn fills it.
    const content = path === 'yarn.lock' ? '' : await readFile(`${projectDir}/${path}`)
    const { mode } = await lstat(`${projectDir}/${path}`)
    const file = { content, mode: mode & 0o100 ? 0o755 : 0o644 } as const
    return [path, path === '.env' ? { ...file, secret: true } : file]
  })
  return hashTree(new Map(await Promise.all(tree)))
}

async function lookAt({ root }: Place, document?: ResultDocument): Promise<Seen> {
  const dir = document?.projectDir
  const except = dir ? `${relative(root, dir)}/node_modules/` : undefined
  return (await look(root, { except })) ?? {}
}

function readDocument({ exitCode, signal, stdout, stderr }: Ended): ResultDocument {
  if (stdout === '')
    throw new Error(`It printed nothing and ended with ${exitCode ?? signal}: ${stderr}`)
  const document: ResultDocument = JSON.parse(stdout)
  const output = `${stdout}${stderr}`
  expect(document.exitCode, output).not.toBe(exitCodes.bug)
  expect(exitCode ?? exitCodes[signal as 'SIGINT'], output).toBe(document.exitCode)
  return document
}

/** Whether the document says that the files are in place. */
function isPlaced({ status, files }: ResultDocument): boolean {
  return status !== 'planned' && files.created.length > 0
}

/** Expects every file as planned, the commands to type after a failure, and no other change. */
async function expectComplete(
  place: Place,
  document: ResultDocument,
  { expected, after }: { expected: Seen; after: Seen },
): Promise<void> {
  expect(await treeHashOf(document), 'the tree is complete').toBe(document.treeHash)
  const dir = relative(place.root, await realpath(document.projectDir ?? ''))
  const log = relative(place.root, document.error?.logFile ?? '')
  const kept = Object.entries(expected).filter(([path]) => !isAtOrIn(path, `${dir}/.git`))
  expect(after, 'nothing else was touched').toMatchObject(Object.fromEntries(kept))
  const made = Object.keys(after).filter((path) => !(path in expected))
  const others = made.filter((path) => ![dir, log].some((one) => meet(path, one)))
  expect(others, 'nothing else was created').toEqual([])
  expect(made.filter(isInStage), 'no stage is left').toEqual([])
  const failed = document.tasks.find(({ status }) => status === 'failed')
  if (document.error) expect(document.error.fix).toContain(failed?.command)
}

function meet(one: string, other: string): boolean {
  return isAtOrIn(one, other) || isAtOrIn(other, one)
}

function isAtOrIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function outcomeOf({ exitCode, error, warnings, files }: ResultDocument): string {
  const about = warnings.map(({ code }) => `, ${code}`).join('')
  if (exitCode === exitCodes.ok) return `created${about}`
  const state = files.created.length > 0 ? 'complete' : 'as before'
  return `${state}, exit ${exitCode}${error ? ` ${error.code}` : ''}${about}`
}
