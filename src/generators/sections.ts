/** A text with the parts that repeat, or that are there only sometimes. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'part'
      /** What it repeats, or depends on: `fields`, `fields.date`, `field.optional`. */
      readonly of: string
      readonly mode: Mode
      readonly parts: readonly TemplatePart[]
    }

/** `each`: once for each item. `first`: once for the first. `has`: once if there is any. `none`: once if there is none. */
type Mode = 'each' | 'first' | 'has' | 'none'

/** A tag that has no partner. The line counts from 1. */
export class SectionError extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.name = 'SectionError'
    this.line = line
  }
}

type Open = {
  of: string
  mode: Mode
  close: string
  line: number
  parts: TemplatePart[]
}

/**
 * Reads `{{#fields}} … {{/fields}}`, `{{^field.optional}} … {{/field.optional}}`, `{{#has fields.date}} … {{/has}}`, and
 * `{{#first fields.date}} … {{/first}}`.
 * A tag that is alone on its line takes the line with it. With a backslash it stays, as text.
 * @param isKnown whether a name is one of the generator; tags of other names belong to another language and stay.
 * @throws SectionError for a tag without its partner.
 */
export function readSections(
  text: string,
  isKnown: (name: string) => boolean,
): readonly TemplatePart[] {
  const root: TemplatePart[] = []
  const open: Open[] = []
  const here = () => open.at(-1)?.parts ?? root
  let from = 0
  for (const match of text.matchAll(tag)) {
    const [whole, backslash, sign, word, name = ''] = match
    const isEnd = sign === '/'
    if (!(isEnd && /^(?:has|first)$/.test(name)) && !isKnown(rootOf(name))) continue
    const [start, end] = backslash ? [match.index, match.index + whole.length] : spanOf(match)
    here().push({ kind: 'text', text: text.slice(from, start) })
    from = end
    const line = lineAt(text, match.index)
    if (backslash) {
      here().push({ kind: 'text', text: whole.slice(1) })
    } else if (isEnd) {
      const ended = open.pop()
      if (ended?.close !== name) throw new SectionError(`{{/${name}}} has no beginning`, line)
      const { of, mode, parts } = ended
      here().push({ kind: 'part', of, mode, parts })
    } else {
      const mode = sign === '^' ? 'none' : ((word as Mode | undefined) ?? 'each')
      open.push({ of: name, mode, close: word ?? name, line, parts: [] })
    }
  }
  const left = open.at(-1)
  if (left) throw new SectionError(`{{/${left.close}}} is missing`, left.line)
  return [...root, { kind: 'text', text: text.slice(from) }]
}

/** The param, or the item of a list, that a name begins with. */
export function rootOf(name: string): string {
  return name.split('.', 1)[0] ?? ''
}

/** Where a tag begins and ends: with its whole line, if nothing else is in it. */
function spanOf({ input, index, 0: whole }: RegExpExecArray): readonly [number, number] {
  const before = input.slice(input.lastIndexOf('\n', index - 1) + 1, index)
  const after = /^[ \t]*(?:\r?\n|$)/.exec(input.slice(index + whole.length))
  if (before.trim() !== '' || after === null) return [index, index + whole.length]
  return [index - before.length, index + whole.length + after[0].length]
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

const tag = /(\\?)\{\{([#^/])(?:(has|first) )?([a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)?)\}\}/g
