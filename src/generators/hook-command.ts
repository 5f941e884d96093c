import type { Command } from '../model/command.ts'
import type { ParamValues } from '../model/generated/generator.ts'
import { renderPlaceholders } from './render-placeholders.ts'

/**
 * A hook is one command: split at blanks without a shell, with quotes around an argument that has some. The placeholders
 * are filled in after that, so a value with blanks never becomes two arguments.
 */
export function hookCommand(hook: string, values: ParamValues): Command {
  const words = [...hook.matchAll(/"([^"]*)"|'([^']*)'|((?:\{\{[^}]*\}\}|\S)+)/g)]
  const [file = '', ...args] = words.map(([, double, single, plain]) => {
    return renderPlaceholders(double ?? single ?? plain ?? '', values)
  })
  return { file, args }
}
