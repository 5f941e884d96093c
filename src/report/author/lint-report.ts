import type { AcknowledgedFinding, LintResult } from '../../authoring/lint/lint.ts'
import type { FoundPlace, TemplateFinding } from '../../authoring/lint/lint-finding.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { exitCodeOfLint } from '../exit-code.ts'
import type { Colours } from '../human/colours.ts'
import { counted } from '../human/dry-run.ts'
import { type Page, pad, widthOf, wrap } from '../human/page.ts'

export type Lint = LintResult & {
  /** The folder, relative to the current one. */
  readonly shown: string
  /** What was checked; the template in the folder by default. */
  readonly subject?: readonly [name: string, verb: 'has' | 'have']
}

/** The findings: what is wrong, places that editors and terminals can open, and what to do. */
export function printLint(lint: Lint, page: Page): string {
  const lines = lint.findings.flatMap((finding) => printFinding(finding, lint.shown, page))
  return [...lines, verdict(lint), ''].join('\n')
}

export function lintJson(dir: string, { findings, acknowledged }: LintResult): string {
  const document = {
    schema: 'create-app/lint@1',
    ok: exitCodeOfLint(findings) === exitCodes.ok,
    dir,
    findings: findings.map(findingJson),
    acknowledged: acknowledged.map((finding) => {
      return { ...findingJson(finding), reason: finding.reason }
    }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function findingJson({ rule, level, message, fix, places }: TemplateFinding | AcknowledgedFinding) {
  return {
    ...{ rule, level, message, fix },
    places: places.map(({ file, line = null, text = null }) => ({ file, line, text })),
  }
}

/** The most places of one finding that are printed; JSON has all. */
const mostShown = 10

function printFinding(
  { rule, level, message, fix, places }: TemplateFinding,
  shown: string,
  { columns, colours }: Page,
): readonly string[] {
  const [single, ...others] = places.map((place) => placeToShow(place, shown))
  const where = others.length === 0 ? single?.at : counted(places.length, 'place')
  const more = places.length - mostShown
  return [
    `${mark(level, colours)} ${colours.bold(rule)}  ${where}`,
    ...indented(wrap(visible(message), columns - 2), '  '),
    ...(others.length === 0
      ? indented(single?.text ? [colours.dim(cut(single.text, columns - 4))] : [], '    ')
      : printPlaces(places.slice(0, mostShown), shown, { columns, colours })),
    ...(more > 0 ? [colours.dim(`    and ${more} more`)] : []),
    ...printFix(visible(fix), columns),
    '',
  ]
}

/** Places below each other; their texts beside them, or below them where the paths are too long. */
function printPlaces(
  places: readonly FoundPlace[],
  shown: string,
  { columns, colours }: Page,
): readonly string[] {
  const lines = places.map((place) => placeToShow(place, shown))
  const width = Math.max(...lines.map(({ at }) => widthOf(at)))
  const room = columns - width - 6
  const isBeside = room >= leastText
  return lines.flatMap(({ at, text }) => {
    if (text === '') return [`    ${at}`]
    if (isBeside) return [`    ${pad(at, width)}  ${colours.dim(cut(text, room))}`]
    return [`    ${at}`, `      ${colours.dim(cut(text, columns - 6))}`]
  })
}

/** The columns that a text needs beside its place. */
const leastText = 24

/** Lines that begin with spaces are meant to be copied, so they are not broken. */
function printFix(fix: string, columns: number): readonly string[] {
  const [first = '', ...rest] = fix
    .split('\n')
    .flatMap((line) => (line.startsWith('  ') ? [line.slice(2)] : wrap(line, columns - 4)))
  return [`  → ${first}`, ...indented(rest, '    ')]
}

function indented(lines: readonly string[], by: string): readonly string[] {
  return lines.map((line) => by + line)
}

function placeToShow({ file, line, text = '' }: FoundPlace, shown: string) {
  const path = shown === '.' ? file : `${shown}/${file}`
  return { at: visible(line === undefined ? path : `${path}:${line}`), text: visible(text) }
}

/** The start of a text, as far as it fits. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  // A letter has at least one column, or none; a foreign line may be long.
  const letters = [...text.slice(0, 4 * width)]
  while (letters.length > 0 && widthOf(letters.join('')) >= width) letters.pop()
  return letters.length < 3 ? '' : `${letters.join('').trimEnd()}…`
}

function mark(level: TemplateFinding['level'], { red, yellow }: Colours): string {
  return level === 'problem' ? red('✖') : yellow('▲')
}

/** Replaces control characters: a quoted text is foreign and must not control the terminal. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\uFFFD')
}

function verdict({ shown, subject, findings, acknowledged }: Lint): string {
  const count = (level: TemplateFinding['level']) =>
    findings.filter((finding) => finding.level === level).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const also = [
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(acknowledged.length > 0 ? [`${acknowledged.length} acknowledged`] : []),
  ]
  const [name, has] = subject ?? [shown === '.' ? 'The template' : shown, 'has']
  return problems === 0
    ? `${[`${name} ${has} no problems`, ...also].join(', ')}.`
    : `${name}: ${[counted(problems, 'problem'), ...also].join(', ')}.`
}
