import { ask } from '../exec.ts'
import { type IO, onAbort } from '../io.ts'
import { newerIn, newestCommand } from '../plan/newer-release.ts'

/** A question that nobody waits for. */
export type ReleaseLookup = {
  /** The newer release, if there is one and the answer is there; ends the question. */
  end(): string | undefined
}

/** Asks the person's registry for a newer release of ours while something else is going on. */
export function lookForNewer(
  version: string,
  { env, cwd, signal }: { env: IO['env']; cwd: string; signal: AbortSignal },
): ReleaseLookup {
  const stopping = new AbortController()
  const release = onAbort(signal, () => stopping.abort())
  let newer: string | undefined
  ask(newestCommand(version), { env, cwd, signal: stopping.signal }).then(
    (answer) => {
      newer = newerIn(answer ?? '', version)
    },
    // Whatever is wrong with the question, the run is about something else.
    () => {},
  )
  return {
    end() {
      release()
      stopping.abort()
      return newer
    },
  }
}
