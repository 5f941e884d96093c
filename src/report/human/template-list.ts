import type { ListedTemplate } from '../../model/blueprint.ts'
import type { Colours } from './colours.ts'

export function printTemplates(templates: readonly ListedTemplate[], colours: Colours): string {
  const width = Math.max(0, ...templates.map(({ id }) => id.length))
  const lines = templates.map(({ id, description }) => {
    return `  ${colours.bold(id.padEnd(width))}  ${description}`
  })
  return `${lines.join('\n')}\n`
}

export function templatesJson(templates: readonly ListedTemplate[]): string {
  return `${JSON.stringify({ schema: 'create-app/list@1', templates }, null, 2)}\n`
}
