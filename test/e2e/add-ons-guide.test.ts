import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { commandTable } from '../../src/cli/command-table.ts'
import { subcommandsOf } from '../../src/flags/command-entry.ts'
import { snapshot } from '../support/folders.ts'
import { author, blocksOf, runAs, scriptOf } from '../support/guide.ts'
import { machineRegistry } from '../support/registry.ts'
import { isLong, sampled } from '../support/sampled.ts'

const page = 'docs/add-ons.md'
// The blocks before are about the built-in add-ons.
const blocks = await blocksOf(page, 'sh', 'From an idea to an add-on')

/** It takes half a minute, so every second run of the short form does without it. */
const isRun = sampled('the guide for add-ons', [true, false], 1)[0] ?? true

it.runIf(isRun)('every command of the guide does what it says, on a real registry', async () => {
  const uplink = isLong ? { uplink: await machineRegistry() } : {}
  const person = await author({}, uplink)
  const quick = isLong ? {} : { CREATE_APP_NO_INSTALL: '1' }
  const { all, exitCode } = await runAs(
    { ...person, env: { ...person.env, ...quick } },
    scriptOf(blocks),
  )
  expect(exitCode, all).toBe(0)
  const refused = 'In fullstack, frontend, monorepo, nothing is added. There is no file src/app.ts.'
  expect(all?.replaceAll(/\s+/g, ' ')).toContain(refused)
  expect(await readFile(join(repository, page), 'utf8')).toContain(refused)
  expect(all).toContain('2 passed.')
  expect(all).toContain('"release.header": "X-Version"')
  const made = await snapshot(join(person.work, 'my-api'))
  expect(made['src/app.ts']).not.toContain('release')
  expect(Object.keys(made)).not.toContain('src/http/release.ts')
  expect(Object.keys(made)).toContain('addons/release/addon.schema.json')
})

it('shows every subcommand of create-app addon', () => {
  const commands = blocks.join('')
  for (const verb of subcommandsOf(commandTable, 'addon')) {
    expect(commands).toContain(`create-app addon ${verb}`)
  }
})
