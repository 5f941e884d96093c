import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import type { Offer } from './offer.ts'
import type { Shell } from './shells.ts'
import { zshScript } from './zsh.ts'

const scripts: Readonly<Record<Shell, (offer: Offer) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/**
 * The script that completes the command line in a shell. It contains everything that it offers, so that
 * the tab key starts no program; a shell reads it again whenever it starts.
 */
export function completionScript(shell: Shell, offer: Offer): string {
  return scripts[shell](offer)
}
