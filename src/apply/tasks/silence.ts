/** How long a task may print nothing until that is said, in milliseconds. */
export const silenceMs = 120_000

export type Silence = {
  /** The task printed something. */
  broken(): void
  end(): void
}

/** Says how long nothing was printed, in milliseconds, after each `every` milliseconds of silence. */
export function listenForSilence(every: number, onSilence: (ms: number) => void): Silence {
  let ms = 0
  const timer = setInterval(() => {
    ms += every
    onSilence(ms)
  }, every)
  return {
    broken() {
      ms = 0
      timer.refresh()
    },
    end: () => clearInterval(timer),
  }
}
