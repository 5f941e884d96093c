import { displayWidth } from '../src/edits/layout/display-width.ts'

/** Part of a row with one style; the colour is an index of the terminal's palette. */
export type Span = {
  readonly text: string
  readonly colour?: number
  readonly bold?: boolean
  readonly dim?: boolean
}

/** The screen at the end of a run, row by row. */
export type Screen = readonly (readonly Span[])[]

/** The text of a screen. */
export function textOf(screen: Screen): string {
  return screen.map((row) => row.map(({ text }) => text).join('')).join('\n')
}

const cell = { width: 8.4, height: 22 }
const margin = { x: 24, top: 56, bottom: 22 }

/** Draws a screen as an SVG window that embeds no font and contains its text for screen readers. */
export function drawRun(screen: Screen, title: string): string {
  const columns = Math.max(...screen.map((row) => displayWidth(textOf([row]))))
  const width = Math.ceil(columns * cell.width + 2 * margin.x)
  const height = margin.top + screen.length * cell.height + margin.bottom
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escapeMarkup(title)}</title>`,
    `<desc id="desc">${escapeMarkup(textOf(screen))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...[30, 50, 70].map((x) => `<circle class="button" cx="${x}" cy="26" r="6"/>`),
    ...screen.flatMap((row, index) => drawRow(row, margin.top + index * cell.height)),
    '</svg>',
  ].join('\n')}\n`
}

// Colours with a contrast of at least 4.5 to 1 on the window.
const style = [
  "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#e6edf3;white-space:pre}",
  '.window{fill:#0d1117;stroke:#30363d}',
  '.button{fill:#30363d}',
  '.bold{font-weight:700}',
  '.dim{fill:#8b949e}',
  '.c1{fill:#ff7b72}.c2{fill:#56d364}.c3{fill:#e3b341}.c4{fill:#79c0ff}.c5{fill:#d2a8ff}.c6{fill:#76e3ea}.c8{fill:#8b949e}',
  '.guide{fill:none;stroke:#484f58;stroke-width:1.5}',
  '.open{fill:none;stroke-width:1.5}.open.c2{stroke:#56d364}',
].join('')

function drawRow(row: readonly Span[], y: number): readonly string[] {
  let column = 0
  return row.flatMap((span) => {
    const x = margin.x + column * cell.width
    column += displayWidth(span.text)
    if (span.text.trim() === '') return []
    const look = lookOf(span)
    const shape = shapeOf(span.text.trim(), x + cell.width / 2, y, look)
    if (shape !== undefined) return [shape]
    const start = x + (span.text.length - span.text.trimStart().length) * cell.width
    const attributes = `${look && `class="${look}" `}x="${round(start)}" y="${y + 15}"`
    return [`<text ${attributes}>${escapeMarkup(span.text.trim())}</text>`]
  })
}

/** Draws the guide line and its marks as paths: a font would leave gaps, or lack the characters. */
function shapeOf(character: string, x: number, y: number, look: string): string | undefined {
  const middle = y + cell.height / 2 - 1
  const [left, top, bottom] = [round(x), y - 1, y + cell.height - 1]
  const diamond = `M${left} ${middle - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`
  switch (character) {
    case '│':
      return `<path class="guide" d="M${left} ${top}V${bottom}"/>`
    case '┌':
      return `<path class="guide" d="M${round(x + 6)} ${middle}H${left}V${bottom}"/>`
    case '└':
      return `<path class="guide" d="M${left} ${top}V${middle}H${round(x + 6)}"/>`
    case '◆':
      return `<path class="${look}" d="${diamond}"/>`
    case '◇':
      return `<path class="open ${look}" d="${diamond}"/>`
    default:
      return undefined
  }
}

function lookOf({ colour, bold, dim }: Span): string {
  return [bold && 'bold', dim && 'dim', colour !== undefined && `c${colour}`]
    .filter(Boolean)
    .join(' ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
