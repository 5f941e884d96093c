/** A heading with the lines up to the next heading. Level 0 is what stands before the first heading. */
type Section = {
  readonly level: number
  readonly heading: string
  readonly lines: readonly string[]
}

/**
 * Merges two Markdown documents by heading. The text of a section that both have is added to that section, once. A new
 * section is placed after the section that stands before it in `over`; an empty section only says where.
 */
export function mergeMarkdown(base: string, over: string): string {
  const merged = [...sectionsOf(base)]
  let last: string | undefined
  for (const section of sectionsOf(over)) {
    const at = merged.findIndex(({ heading }) => heading === section.heading)
    const same = merged[at]
    if (same) merged[at] = { ...same, lines: joined(same.lines, section.lines) }
    else merged.splice(endOf(merged, last), 0, section)
    last = section.heading
  }
  return print(merged)
}

/** The index behind a section and all sections below it; the end without one. */
function endOf(sections: readonly Section[], heading: string | undefined): number {
  const at = sections.findIndex((section) => section.heading === heading)
  const { level = 0 } = sections[at] ?? {}
  const next = sections.findIndex((section, index) => index > at && section.level <= level)
  return at < 0 || level === 0 || next < 0 ? sections.length : next
}

function joined(base: readonly string[], over: readonly string[]): readonly string[] {
  if (over.length === 0 || `\n${base.join('\n')}\n`.includes(`\n${over.join('\n')}\n`)) return base
  if (base.length === 0) return over
  return [...base, ...(continues(base.at(-1), over[0]) ? [] : ['']), ...over]
}

/** Whether two lines are in one table or one list. */
function continues(line = '', next = ''): boolean {
  return [/^\|/, /^[-*] /].some((start) => start.test(line) && start.test(next))
}

function sectionsOf(text: string): readonly Section[] {
  const sections: (Section & { lines: string[] })[] = [{ level: 0, heading: '', lines: [] }]
  let fence: string | undefined
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === undefined) fence = mark
    else if (mark?.startsWith(fence)) fence = undefined
    const [, marks] = (fence === undefined && /^(#{1,6}) /.exec(line)) || []
    if (marks) sections.push({ level: marks.length, heading: line.trimEnd(), lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections.map((section) => ({ ...section, lines: trimmed(section.lines) }))
}

function trimmed(lines: readonly string[]): readonly string[] {
  const isFull = (line: string) => line.trim() !== ''
  return lines.slice(Math.max(lines.findIndex(isFull), 0), lines.findLastIndex(isFull) + 1)
}

function print(sections: readonly Section[]): string {
  const parts = sections.flatMap(({ heading, lines }) => [heading, lines.join('\n')])
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
