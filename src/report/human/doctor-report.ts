import type { Finding } from '../../doctor/findings.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { exitCodeOfFindings } from '../exit-code.ts'
import type { Colours } from './colours.ts'
import { counted } from './dry-run.ts'
import { visible } from './failure.ts'
import { type Page, wrap } from './page.ts'

const marks = { ok: '✔', warning: '▲', problem: '✖', skipped: '–' } as const

/** One line for each check, with the fix below it where there is one. */
export function printFindings(findings: readonly Finding[], page: Page): string {
  const width = Math.max(...findings.map(({ id }) => id.length))
  return [
    ...findings.map((finding) => printFinding(finding, width, page)),
    '',
    summary(findings),
    '',
  ]
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
  const paint = paintsOf(colours)[status]
  const indent = ' '.repeat(width + 4)
  const lines = (text: string) =>
    visible(text)
      .split('\n')
      .flatMap((line) => wrap(line, columns - indent.length))
  const [first = '', ...rest] = lines(status === 'skipped' ? `skipped, ${message}` : message)
  return [
    `${paint(marks[status])} ${id.padEnd(width)}  ${first}`,
    ...rest.map((line) => indent + line),
    ...(fix === '' ? [] : lines(fix).map((line) => colours.dim(indent + line))),
  ]
}

function paintsOf({ green, yellow, red, dim }: Colours) {
  return { ok: green, warning: yellow, problem: red, skipped: dim }
}

/** The summary, readable without colours. */
function summary(findings: readonly Finding[]): string {
  const count = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const also = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`
  if (problems === 0) return `Ready to create a project${also}.`
  return `${counted(problems, 'problem')}${also}. Creating a project would fail.`
}
