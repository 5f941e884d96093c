import { ask } from '../exec.ts'
import { type IO, onAbort } from '../io.ts'
import { newerIn, newestCommand } from '../plan/newer-release.ts'

/** A question to the registry that runs in the background. */
export type ReleaseLookup = {
  /** Ends the question. Returns the newer release, if the answer has arrived and there is one. */
  end(): string | undefined
}

/** Starts to ask the person's registry for a newer release of create-app. */
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
    // A question that fails does not concern the run.
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
