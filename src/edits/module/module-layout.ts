import { displayWidth } from '../layout/display-width.ts'
import { type Comment, type LayoutNode, printNode } from '../layout/layout.ts'
import { type Import, printImport } from './imports.ts'

/** The parts of a config module: the imports and the export. */
export interface ConfigModule {
  readonly indent: string
  /** Comments on the file, separated from the first import by a blank line. */
  readonly header: readonly Comment[]
  readonly imports: readonly Import[]
  /** Comments between the imports and the export. */
  readonly lead: readonly Comment[]
  /** Line ends before the export. */
  readonly lines: number
  /** `export default` or `const config =`, with `defineConfig(` if it is called. */
  readonly opening: string
  readonly root: LayoutNode
  /** The text after the object: `);` or ` satisfies T;`, and the `export default` of a constant. */
  readonly closing: string
  readonly epilogue: string
}

const STYLE = { expand: false, trailingComma: true, breakMatrices: true }

/** Prints a config module as Biome formats it. */
export function printModule(module: ConfigModule): string {
  const { indent, header, imports, lead, lines, opening, root, closing, epilogue } = module
  const place = {
    indent: '',
    column: displayWidth(opening),
    tail: displayWidth(firstLine(closing)),
  }
  const object = opening + printNode(root, { ...STYLE, indent }, place) + closing
  const statements = imports.flatMap(linesOf)
  const last = { text: object, lines }
  return printText([...header, ...withLeadingLines(statements, 2), ...lead, last]) + epilogue
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

interface Line {
  readonly text: string
  readonly lines: number
}

function linesOf(statement: Import): Line[] {
  const text = [printImport(statement), ...statement.after.map((comment) => comment.text)].join(' ')
  return [...statement.before, { text, lines: statement.lines }]
}

function withLeadingLines([first, ...others]: readonly Line[], lines: number): Line[] {
  return first === undefined ? [] : [{ ...first, lines }, ...others]
}

function printText(lines: readonly Line[]): string {
  return lines
    .map(
      ({ text, lines: before }, index) =>
        (index === 0 ? '' : '\n'.repeat(Math.max(1, before))) + text,
    )
    .join('')
}
