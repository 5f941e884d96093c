// Creates a project on a pseudo-terminal, as a user would, and generates code in it. Stores the last screen of each with its
// colours and draws the pictures that the README shows: npm run docs:run [-- <template>]; `--draw` only draws again.
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IBufferCell, IBufferLine, Terminal } from '@xterm/headless'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { printJson } from '../src/edits/json/json.ts'
import { cleanEnvironment } from '../test/support/program.ts'
import { keys, runInTerminal } from '../test/support/terminal.ts'
import { catalog, repository } from './compose.ts'
import { drawRun, type Screen, type Span, textOf } from './draw-run.ts'

const pictures = { run: 'A run of create-app', generate: 'A run of create-app generate' } as const
type Picture = keyof typeof pictures
const fileOf = (picture: Picture, extension: string) =>
  join(repository, `docs/${picture}.${extension}`)
const words = process.argv.slice(2)

if (!words.includes('--draw')) {
  const screens = await record(words[0] ?? 'api')
  for (const picture of Object.keys(pictures) as Picture[]) {
    await writeFile(fileOf(picture, 'json'), printJson(screens[picture]))
  }
}
for (const [picture, title] of Object.entries(pictures) as [Picture, string][]) {
  const screen: Screen = JSON.parse(await readFile(fileOf(picture, 'json'), 'utf8'))
  await writeFile(fileOf(picture, 'svg'), drawRun(screen, title))
  console.log(textOf(screen))
}

async function record(template: string): Promise<Record<Picture, Screen>> {
  const offered = await listTemplates(catalog)
  const home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-run-')))
  try {
    // Users start create-app through npm, which sets this variable.
    const env = cleanEnvironment({ npm_config_user_agent: process.env.npm_config_user_agent })
    const bin = join(repository, 'dist/create-app.cjs')
    const start = (args: readonly string[], cwd: string) =>
      runInTerminal(process.execPath, [bin, ...args], { cwd, env, rows: 50 })
    const creating = start([], home)
    await creating.shows('Where should the project go?')
    creating.press(`my-${template}${keys.enter}`)
    await creating.shows('Which template?')
    creating.press(keys.down.repeat(offered.findIndex(({ id }) => id === template)))
    creating.press(keys.enter)
    await creating.shows('Example feature')
    creating.press(keys.enter)
    await creating.shows('Which add-ons?')
    creating.press(keys.enter)
    const run = await shown(creating, [], home)
    const fields = ['borrower:string', 'dueOn:date', 'book:Book']
    const args = ['generate', 'feature', 'Loan', ...fields, '--yes']
    const generating = start(args, join(home, `my-${template}`))
    return { run, generate: await shown(generating, args.slice(0, -1), home) }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

type Running = ReturnType<typeof runInTerminal>

/** What is on the screen at the end, below the command. */
async function shown(terminal: Running, args: readonly string[], home: string): Promise<Screen> {
  const { exitCode } = await terminal.exit
  if (exitCode !== 0) throw new Error(terminal.screen())
  const typed: Span[] = [
    { text: '$ ', dim: true },
    { text: ['create-app', ...args].join(' '), bold: true },
  ]
  return [typed, ...rowsOf(terminal.emulator, home)]
}

function rowsOf({ buffer: { active: buffer } }: Terminal, home: string): Screen {
  const lines = Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row))
  const rows = lines.map((line) => (line ? spansOf(line) : []))
  const last = rows.findLastIndex((row) => row.length > 0)
  const shown = rows.slice(0, last + 1)
  return shown.map((row) => row.map((span) => ({ ...span, text: span.text.replace(home, '~') })))
}

/** Joins neighbours that look the same into one span; keeps the guide line and its marks apart. */
function spansOf(line: IBufferLine): readonly Span[] {
  const spans: Span[] = []
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column)
    if (!cell || cell.getWidth() === 0) continue
    const span = spanOf(cell)
    const last = spans.at(-1)
    const isSame = last && column > 1 && lookOf(last) === lookOf(span)
    if (isSame) spans[spans.length - 1] = { ...last, text: last.text + span.text }
    else spans.push(span)
  }
  return withoutEnd(spans)
}

function withoutEnd(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1)
  if (!last) return []
  const text = last.text.trimEnd()
  const before = spans.slice(0, -1)
  return text === '' ? withoutEnd(before) : [...before, { ...last, text }]
}

function spanOf(cell: IBufferCell): Span {
  return {
    text: cell.getChars() || ' ',
    ...(cell.isFgPalette() ? { colour: cell.getFgColor() } : {}),
    ...(cell.isBold() ? { bold: true } : {}),
    ...(cell.isDim() ? { dim: true } : {}),
  }
}

function lookOf({ text: _, ...look }: Span): string {
  return JSON.stringify(look)
}
