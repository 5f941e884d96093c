import type { IO } from '../io.ts'

/** What stopping and going on takes from the process. */
export type Job = Pick<IO, 'kill' | 'on' | 'off' | 'platform'>

type Key = { name?: string | undefined; readonly ctrl?: boolean }
type KeyListener = (typed: unknown, key?: Key) => void

/** What was typed at one prompt, to type it again when the prompt is opened again. */
export type Typed = readonly (readonly [typed: unknown, key: Key])[]

/**
 * Watches an open prompt for Ctrl+Z, and for a shell that lets the stopped program go on. In raw mode the terminal
 * sends no signal for Ctrl+Z, and readline would stop this process alone, without what started it, and would read
 * nothing afterwards.
 * @param pause closes the prompt; `isOver` says that the program has been stopped already.
 */
export function watchForPause(
  stdin: IO['stdin'],
  job: Job,
  pause: (isOver: boolean) => void,
): { type(before: Typed): void; typed(): Typed; release(): void } {
  const keys: [unknown, Key][] = []
  const onKey: KeyListener = (typed, key) => {
    if (key?.ctrl && key.name === 'z' && job.platform !== 'win32') {
      // The listeners after this one, readline's and clack's, ignore a key of this name.
      key.name = 'pause'
      setImmediate(() => pause(false))
    } else if (key && key.name !== 'return') keys.push([typed, { ...key }])
  }
  const onContinue = () => pause(true)
  stdin.prependListener('keypress', onKey)
  job.on('SIGCONT', onContinue)
  return {
    type: (before) => {
      for (const [typed, key] of before) stdin.emit('keypress', typed, { ...key })
    },
    typed: () => keys,
    release: () => {
      stdin.off('keypress', onKey)
      job.off('SIGCONT', onContinue)
    },
  }
}

/**
 * Stops this job, as Ctrl+Z does, until the shell lets it go on. The job is the process group, so that npm stops too
 * where it started us. Without a shell that has jobs, the system ignores this.
 */
export async function stopJob(job: Job): Promise<void> {
  job.kill(0, 'SIGTSTP')
  // A signal that ends the stopped job arrives before the next prompt, which would stop a job in the background.
  await new Promise((resolve) => setImmediate(resolve))
}
