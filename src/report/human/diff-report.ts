import type { FilePatch } from '../../compare/patch.ts'
import type { Colours } from './colours.ts'
import { counted } from './dry-run.ts'
import { visible } from './failure.ts'
import { type Page, pad, widthOf } from './page.ts'

/** What differs in a project. */
export type ShownDiff = { readonly dir: string; readonly patches: readonly FilePatch[] }

type DiffLook = {
  readonly page: Page
  readonly isStat?: boolean | undefined
  readonly isTerminal: boolean
}

/** The patches, or with `isStat` one line for each file. */
export function printDiff(
  { patches }: ShownDiff,
  { page, isStat = false, isTerminal }: DiffLook,
): string {
  if (patches.length === 0) return 'Nothing has been changed.\n'
  if (!isStat) {
    // A program gets the bytes of the files, a terminal nothing that could control it.
    const shown = (patch: string) => (isTerminal ? visible(patch) : patch)
    return patches.map(({ patch }) => paint(shown(patch), page.colours)).join('')
  }
  const width = Math.max(...patches.map(({ path }) => widthOf(visible(path))))
  const lines = patches.map((patch) => `${pad(visible(patch.path), width)}  ${countsIn(patch)}`)
  return [...lines, counted(patches.length, 'file'), ''].join('\n')
}

export function diffJson({ dir, patches }: ShownDiff): string {
  const files = patches.map(({ path, from = null, kind, added, removed, patch }) => ({
    ...{ path, from, kind, added: added ?? null, removed: removed ?? null, patch },
  }))
  const document = { schema: 'create-app/diff@1', projectDir: dir, files }
  return `${JSON.stringify(document, null, 2)}\n`
}

function countsIn({ added, removed, kind, from }: FilePatch): string {
  const counts = added === undefined ? 'binary' : `+${added} -${removed}`
  const whole = kind === 'changed' ? '' : `  ${kind}`
  return `${counts}${whole}${from === undefined ? '' : `  moved from ${visible(from)}`}`
}

/** Colours of `git diff`. */
export function paint(patch: string, { green, red, dim }: Colours): string {
  return patch
    .split('\n')
    .map((line) => {
      if (/^(?:diff|---|\+\+\+|@@|old mode|new mode|new file|deleted file|rename)/.test(line)) {
        return dim(line)
      }
      if (line.startsWith('+')) return green(line)
      return line.startsWith('-') ? red(line) : line
    })
    .join('\n')
}
