import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** A guard kills a task after five seconds, the guard of the database after ten more. */
const graceMs = 20_000

/** Waits until no process has a word in its environment, its command line or the path of its folder. */
export async function assertNothingRuns(word: string): Promise<void> {
  await assertSoonEmpty('Still running', async () => {
    return (await processesWith(word)).map(({ pid, command }) => `${pid} ${command}`)
  })
}

/** Polls until a list is empty. @throws with its content when it is not empty in time. */
export async function assertSoonEmpty(
  what: string,
  list: () => Promise<readonly string[]>,
): Promise<void> {
  const end = Date.now() + graceMs
  for (;;) {
    const left = await list()
    if (left.length === 0) return
    if (Date.now() > end) throw new Error(`${what}:\n${left.join('\n')}`)
    await sleep(50)
  }
}

export type Process = { readonly pid: number; readonly command: string }

/** The processes that have a word in one of these. Needs Linux for /proc. */
export async function processesWith(word: string): Promise<readonly Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(pids.map((pid) => processIfKnown(pid, word)))
  return found.flat()
}

async function processIfKnown(pid: string, word: string): Promise<readonly Process[]> {
  const facts = [
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/environ`, 'utf8'),
    readlink(`/proc/${pid}/cwd`),
  ]
  // The process may have ended, or belong to another user.
  const [command = '', ...rest] = await Promise.all(facts.map((fact) => fact.catch(() => '')))
  if (![command, ...rest].some((fact) => fact.includes(word))) return []
  return [{ pid: Number(pid), command: command.replaceAll('\0', ' ').slice(0, 200) }]
}
