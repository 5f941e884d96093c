import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { committedProject, run, tryRun } from '../support/committed-project.ts'
import { mutantsOf, mutated } from '../support/mutants.ts'
import { isLong } from '../support/sampled.ts'

const fields = [
  ...['borrower:string!', 'dueOn:date?', 'returned:boolean=false', 'book:Book', 'fee:decimal?'],
  ...['status:enum(open,late)=open', 'seenAt:datetime', 'note:text?', 'rank:int'],
]

/** The code that each template generates, and the tests that run it. */
const places = [
  ['api', ['src/modules/loans/service.ts', 'src/modules/loans/routes.ts'], ['src/http/openapi']],
  ['fullstack', ['src/modules/loans/service.ts', 'src/server/routers/loans.ts'], ['src/server']],
  ['frontend', ['src/modules/loans/store/store.ts', 'src/app/api/loans/route.ts'], ['src/app/api']],
] as const

describe.runIf(isLong).each(places)('the tests of a feature in %s', (template, files, tests) => {
  it('notice nine tenths of all mutants of its code', { timeout: 3_600_000 }, async () => {
    const project = await committedProject(template)
    const bin = `${repository}/dist/create-app.cjs`
    await run(project, process.execPath, bin, 'generate', 'feature', 'Loan', ...fields)
    const vitest = join(project, 'node_modules/vitest/vitest.mjs')
    const survivors: string[] = []
    let all = 0
    for (const file of files) {
      const code = await readFile(join(project, file), 'utf8')
      for (const mutant of mutantsOf(code)) {
        all += 1
        await writeFile(join(project, file), mutated(code, mutant))
        const args = [vitest, 'run', '--bail=1', 'src/modules/loans', ...tests]
        const { exitCode } = await tryRun(project, process.execPath, ...args)
        const was = code.slice(mutant.start, mutant.end)
        if (exitCode === 0) survivors.push(`${file}:${mutant.line} ${was} → ${mutant.text}`)
      }
      await writeFile(join(project, file), code)
    }
    const noticed = all - survivors.length
    console.info(`${template}: ${noticed} of ${all} mutants\n${survivors.join('\n')}`)
    expect(noticed / all, survivors.join('\n')).toBeGreaterThanOrEqual(0.9)
  })
})
