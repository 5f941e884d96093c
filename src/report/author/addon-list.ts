import { type Page, wrap } from '../human/page.ts'

/** An add-on in a list. */
export type ListedAddon = {
  readonly id: string
  readonly description: string
  /** Whether the project has it. */
  readonly isThere: boolean
  /** What it needs and the project has not. */
  readonly missing: string | undefined
}

export function printAddons(addons: readonly ListedAddon[], page: Page): string {
  const { bold, dim } = page.colours
  const lines = addons.flatMap(({ id, description, isThere, missing }) => {
    const needs = missing === undefined ? `create-app add ${id}` : `needs ${missing}`
    return [
      ...wrap(`${bold(id)}  ${description}`, page.columns),
      dim(`  ${isThere ? `is there; create-app remove ${id}` : needs}`),
    ]
  })
  return `${lines.join('\n')}\n`
}

export function addonsJson(addons: readonly ListedAddon[]): string {
  const listed = addons.map(({ missing, ...addon }) => ({ ...addon, missing: missing ?? null }))
  return `${JSON.stringify({ schema: 'create-app/addons@1', addons: listed }, null, 2)}\n`
}
