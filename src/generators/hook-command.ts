import type { Command } from '../model/command.ts'
import { renderText, type Scope } from './render-text.ts'

/**
 * A hook is one command: split at blanks without a shell, with quotes around an argument that has some. The placeholders
 * are filled in after that, so a value with blanks never becomes two arguments.
 */
export function hookCommand(hook: string, scope: Scope): Command {
  const words = [...hook.matchAll(/"([^"]*)"|'([^']*)'|((?:\{\{[^}]*\}\}|\S)+)/g)]
  const [file = '', ...args] = words.map(([, double, single, plain]) => {
    return renderText(double ?? single ?? plain ?? '', scope)
  })
  return { file, args }
}
