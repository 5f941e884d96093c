import type { Finding } from '../../doctor/findings.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { exitCodeOfFindings } from '../exit-code.ts'
import type { Colours } from './colours.ts'
import { counted } from './dry-run.ts'
import { type Page, wrap } from './page.ts'

const marks = { ok: '✔', warning: '▲', problem: '✖', skipped: '–' } as const

/** The checks for a person: a line each, with what to do below those that need it. */
export function printFindings(findings: readonly Finding[], page: Page): string {
  const width = Math.max(...findings.map(({ id }) => id.length))
  return [...findings.map((finding) => printFinding(finding, width, page)), '', end(findings), '']
    .flat()
    .join('\n')
}

export function findingsJson(findings: readonly Finding[]): string {
  const document = {
    schema: 'create-app/doctor@1',
    ok: exitCodeOfFindings(findings) === exitCodes.ok,
    checks: findings.map(({ id, status, message, fix = null, code = null }) => {
      return { id, status, message, fix, code }
    }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function printFinding(
  { id, status, message, fix = '' }: Finding,
  width: number,
  { columns, colours }: Page,
): readonly string[] {
  const paint = paints(colours)[status]
  const indent = ' '.repeat(width + 4)
  const lines = (text: string) =>
    text.split('\n').flatMap((line) => wrap(line, columns - indent.length))
  const said = status === 'skipped' ? `skipped, ${message}` : message
  const [first = '', ...rest] = lines(said)
  return [
    `${paint(marks[status])} ${id.padEnd(width)}  ${first}`,
    ...rest.map((line) => indent + line),
    ...(fix === '' ? [] : lines(fix).map((line) => colours.dim(indent + line))),
  ]
}

function paints({ green, yellow, red, dim }: Colours) {
  return { ok: green, warning: yellow, problem: red, skipped: dim }
}

/** What it comes to, in words that need no colour. */
function end(findings: readonly Finding[]): string {
  const count = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const also = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`
  if (problems === 0) return `A creation would go well${also}.`
  return `${counted(problems, 'problem')}${also}: a creation would not go well.`
}
