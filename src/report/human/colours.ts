import pc from 'picocolors'
import type { IO, Output } from '../../io.ts'

export type Colours = ReturnType<typeof pc.createColors>

/**
 * Colours for one stream. NO_COLOR and FORCE_COLOR decide first, then whether it is a terminal.
 * picocolors' own detection reads `process` and treats CI as a terminal.
 */
export function coloursFor(env: IO['env'], output: Pick<Output, 'isTTY'>): Colours {
  const { NO_COLOR, FORCE_COLOR, TERM } = env
  if (NO_COLOR) return pc.createColors(false)
  if (FORCE_COLOR !== undefined) return pc.createColors(!['0', 'false'].includes(FORCE_COLOR))
  return pc.createColors(Boolean(output.isTTY) && TERM !== 'dumb')
}
