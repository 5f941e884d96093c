import type { Colours } from './colours.ts'

/** A template as it stands in lists. */
type Listed = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly version: string
}

export function printTemplates(templates: readonly Listed[], colours: Colours): string {
  const width = Math.max(0, ...templates.map(({ id }) => id.length))
  const lines = templates.map(({ id, description }) => {
    return `  ${colours.bold(id.padEnd(width))}  ${description}`
  })
  return `${lines.join('\n')}\n`
}

export function templatesJson(templates: readonly Listed[]): string {
  return `${JSON.stringify({ schema: 'create-app/list@1', templates }, null, 2)}\n`
}
