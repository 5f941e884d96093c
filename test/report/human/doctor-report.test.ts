import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import type { Finding } from '../../../src/doctor/findings.ts'
import { printFindings } from '../../../src/report/human/doctor-report.ts'
import { pageOf } from '../../../src/report/human/page.ts'

const findings: readonly Finding[] = [
  { id: 'node', status: 'ok', message: 'Node 22.12.0' },
  {
    id: 'package-manager',
    status: 'problem',
    message: 'pnpm was not found on this machine, wherever one looks for it and however long.',
    fix: 'Install it, choose another with --pm, or add --no-install.',
    code: 'TOOL_MISSING',
    exitCode: 5,
  },
  { id: 'registry', status: 'skipped', message: '--offline' },
  { id: 'port', status: 'warning', message: 'Port 3000 is taken.', fix: 'One.\nTwo.', code: 'X' },
]

const output = { isTTY: false } as never

it('aligns the checks within 80 columns, with the fixes below', () => {
  expect(printFindings(findings, pageOf({}, output))).toBe(`\
✔ node             Node 22.12.0
✖ package-manager  pnpm was not found on this machine, wherever one looks for it
                   and however long.
                   Install it, choose another with --pm, or add --no-install.
– registry         skipped, --offline
▲ port             Port 3000 is taken.
                   One.
                   Two.

1 problem, 1 warning. Creating a project would fail.
`)
})

it('prints the same text with colours', () => {
  const coloured = printFindings(findings, pageOf({ FORCE_COLOR: '1' }, output))
  expect(coloured).toContain('\x1b[31m✖')
  expect(stripVTControlCharacters(coloured)).toBe(printFindings(findings, pageOf({}, output)))
})
