import type { TemplateFinding } from '../../authoring/lint/lint-finding.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { exitCodeOfLint } from '../exit-code.ts'
import type { Colours } from '../human/colours.ts'
import { counted } from '../human/dry-run.ts'
import { type Page, wrap } from '../human/page.ts'

export type Lint = {
  /** The folder, relative to the current one. */
  readonly shown: string
  readonly findings: readonly TemplateFinding[]
}

/** The findings: a place that editors and terminals can open, the reason and the fix. */
export function printLint({ shown, findings }: Lint, page: Page): string {
  const lines = findings.flatMap((finding) => printFinding(finding, shown, page))
  return [...lines, verdict(shown, findings), ''].join('\n')
}

export function lintJson(dir: string, findings: readonly TemplateFinding[]): string {
  const document = {
    schema: 'create-app/lint@1',
    ok: exitCodeOfLint(findings) === exitCodes.ok,
    dir,
    findings: findings.map(({ rule, level, file, line = null, message, fix }) => {
      return { rule, level, file, line, message, fix }
    }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function printFinding(
  { rule, level, file, line, message, fix }: TemplateFinding,
  shown: string,
  { columns, colours }: Page,
): readonly string[] {
  const path = shown === '.' ? file : `${shown}/${file}`
  const place = visible(line === undefined ? path : `${path}:${line}`)
  const indented = (text: string) => wrap(visible(text), columns - 4).map((part) => `    ${part}`)
  return [
    `${mark(level, colours)} ${colours.bold(place)}  ${colours.dim(rule)}`,
    ...indented(message),
    ...indented(fix).map(colours.dim),
    '',
  ]
}

function mark(level: TemplateFinding['level'], { red, yellow }: Colours): string {
  return level === 'problem' ? red('✖') : yellow('▲')
}

/** Replaces control characters: a quoted text is foreign and must not control the terminal. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\uFFFD')
}

function verdict(shown: string, findings: readonly TemplateFinding[]): string {
  const count = (level: TemplateFinding['level']) =>
    findings.filter((finding) => finding.level === level).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const also = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`
  const name = shown === '.' ? 'The template' : shown
  return problems === 0
    ? `${name} has no problems${also}.`
    : `${name}: ${counted(problems, 'problem')}${also}.`
}
