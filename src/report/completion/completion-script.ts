import type { Shell } from '../../flags/flags.ts'
import { type Offer, offerOf } from '../../flags/offer.ts'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { zshScript } from './zsh.ts'

const scripts: Record<Shell, (offer: Offer) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/**
 * The script that completes our command line. What it offers stands in it, the templates too, so
 * that no program is started at a press of the tab key; a shell reads it anew whenever it starts.
 */
export function completionScript(
  shell: Shell,
  templates: readonly { readonly id: string }[],
): string {
  return scripts[shell](offerOf(templates.map(({ id }) => id)))
}
