import { type Splice, spliceText } from '../data/splices.ts'
import { type ASTNode, allNodes, type CodeSource, codeOf, readCode, spanOf } from './code-source.ts'
import { type CodeStyle, endedNodes, plainQuoteOf, stringsIn, unitOf } from './code-style.ts'

/** The text of an insertion, written as the file is written. */
export type Fragment = {
  readonly node: ASTNode
  /** The text that the positions of the node are in. */
  readonly source: string
  readonly lines: readonly string[]
  /** The comments above it. */
  readonly lead: readonly string[]
}

/** What a text has to stand in to be parsed, and where it is in the tree then. */
export type Wrapping = {
  readonly open: string
  readonly close: string
  readonly membersIn: (program: CodeSource['program']) => readonly (ASTNode | null)[]
}

/** Undefined where the text is not one member of what it is wrapped in. */
export function readFragment(
  text: string,
  { open, close, membersIn }: Wrapping,
  style: CodeStyle,
): Fragment | undefined {
  const plain = withoutMargin(text.replaceAll('\r\n', '\n'))
  const source = readCode(`${open}\n${plain}\n${close}`)
  if (source === undefined) return undefined
  const [node, second] = membersIn(source.program)
  if (!node || second !== undefined) return undefined
  const start = open.length + 1
  const span = spanOf(node, source.text)
  const rest = source.text.slice(span.end, start + plain.length)
  if (/[^\s,;]/.test(rest)) return undefined
  const splices = [...respell(source, node, style), ...protect(source, node)]
  const trimmed = source.text.slice(0, span.end)
  const styled = spliceText(
    trimmed,
    splices.toSorted((a, b) => a.start - b.start),
  ).slice(start)
  const lead = source.text.slice(start, span.start).split('\n').map(trim).filter(Boolean)
  return { node, source: source.text, lead, lines: reindent(styled.split('\n'), style.unit) }
}

/** Stands for a line break inside of a template, where no indent may be added. */
const breakInTemplate = '\uE000'

/** Adds the line breaks of the templates in a fragment again. */
export function withTemplateBreaks(splices: readonly Splice[], lineBreak: string): Splice[] {
  return splices.map((splice) => {
    return { ...splice, text: splice.text.replaceAll(breakInTemplate, lineBreak) }
  })
}

/** Where a member begins with the comments that the fragment has above it. */
export function startWithLead(text: string, start: number, { lead }: Fragment): number {
  let from = start
  for (const comment of lead.toReversed()) {
    const before = text.slice(0, from).trimEnd()
    const written = [comment, inlineComment(comment)].find((form) => before.endsWith(form))
    if (written === undefined) return start
    from = before.length - written.length
  }
  return from
}

/** A comment to the end of its line, as it has to be where something else follows on the line. */
export function inlineComment(comment: string): string {
  return comment.replace(/^\/\/\s*(.*)$/, '/* $1 */')
}

function withoutMargin(text: string): string {
  const lines = text.trimEnd().split('\n')
  const filled = lines.filter((line) => line.trim() !== '')
  const margins = filled.map((line) => line.length - line.trimStart().length)
  const margin = Math.min(...margins, text.length)
  return lines
    .map((line) => line.slice(margin))
    .join('\n')
    .trim()
}

/** With the quotes and the semicolons of the file. */
function respell(source: CodeSource, node: ASTNode, style: CodeStyle): readonly Splice[] {
  const quoted = stringsIn(node).flatMap(({ start, end }) => {
    const [from, to] = [start ?? 0, end ?? 0]
    const own = plainQuoteOf(source.text.slice(from, to))
    const { quote } = style
    if (own === undefined || quote === undefined || own === quote) return []
    return [from, to - 1].map((at) => ({ start: at, end: at + 1, text: quote }))
  })
  const ended = endedNodes(node)
  return [...quoted, ...ended.flatMap((one) => endSplices(source, one, style))]
}

function endSplices({ text }: CodeSource, node: ASTNode, { semicolons }: CodeStyle): Splice[] {
  const end = node.end ?? 0
  const hasEnd = codeOf(node, text).endsWith(';')
  if (semicolons === undefined || hasEnd === semicolons) return []
  if (!hasEnd) return [{ start: end, end, text: ';' }]
  // Without its semicolon a statement goes on where the next line begins with one of these.
  const next = text.slice(end).trimStart()
  if (/^[[(`+*/<-]/.test(next) || !/^\s*(?:[\n}]|$)/.test(text.slice(end))) return []
  return [{ start: end - 1, end, text: '' }]
}

function protect({ text }: CodeSource, node: ASTNode): readonly Splice[] {
  const templates = allNodes(node).filter(({ type }) => type === 'TemplateElement')
  return templates.flatMap(({ start, end }) => {
    const breaks = [...text.slice(start ?? 0, end ?? 0).matchAll(/\n/g)]
    return breaks.map(({ index }) => {
      const at = (start ?? 0) + index
      return { start: at, end: at + 1, text: breakInTemplate }
    })
  })
}

/** With the step of the indents that the file has. */
export function reindent(lines: readonly string[], unit: string | undefined): readonly string[] {
  const own = unitOf(lines.join('\n'))
  if (own === undefined || unit === undefined || own === unit) return lines
  return lines.map((line) => {
    const indent = /^[\t ]*/.exec(line)?.[0] ?? ''
    const steps = Math.floor(indent.length / own.length)
    return line.trim() === '' ? '' : unit.repeat(steps) + line.slice(steps * own.length)
  })
}

function trim(line: string): string {
  return line.trim()
}
