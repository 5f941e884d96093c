import pc from 'picocolors'

/** A template as it stands in lists. */
type Listed = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly version: string
}

export function printTemplates(templates: readonly Listed[]): string {
  const width = Math.max(0, ...templates.map(({ id }) => id.length))
  const lines = templates.map(({ id, description }) => {
    return `  ${pc.bold(id.padEnd(width))}  ${description}`
  })
  return `${lines.join('\n')}\n`
}

export function templatesJson(templates: readonly Listed[]): string {
  return `${JSON.stringify({ schema: 'create-app/list@1', templates }, null, 2)}\n`
}
