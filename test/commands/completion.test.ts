import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { commandTable } from '../../src/cli/command-table.ts'
import { subcommandsOf } from '../../src/flags/command-entry.ts'
import { offerOf } from '../../src/report/completion/offer.ts'
import { shells } from '../../src/report/completion/shells.ts'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { runInTerminal } from '../support/terminal.ts'

const starts = {
  bash: { args: ['--norc', '--noprofile', '-i'], load: (file: string) => `eval "$(cat ${file})"` },
  zsh: { args: ['-f', '-i'], load: (file: string) => `eval "$(cat ${file})"` },
  fish: { args: ['--no-config', '-i'], load: (file: string) => `source ${file}` },
}

/** A folder with a create-app that prints its arguments, and the completion script. */
async function prepare(shell: (typeof shells)[number]) {
  const cwd = await temporaryFolder()
  const { stdout, stderr, exitCode } = await runProgram(['completion', shell], { cwd })
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  await mkdir(join(cwd, 'bin'))
  await mkdir(join(cwd, 'room/my folder'), { recursive: true })
  await mkdir(join(cwd, 'room/place'))
  await writeFile(join(cwd, 'room/answers.json'), '{}')
  await mkdir(join(cwd, 'room/generators'))
  await writeFile(join(cwd, 'room/generators/clock.yaml'), '')
  await mkdir(join(cwd, 'room/.create-app/generated/widget'), { recursive: true })
  await writeFile(join(cwd, 'room/.create-app/generated/widget/Alarm.json'), '{}')
  const echo = '#!/bin/sh\nprintf "<%s>" "$@"\necho\n'
  await writeFile(join(cwd, 'bin/create-app'), echo, { mode: 0o755 })
  await writeFile(join(cwd, 'script'), stdout)
  const PATH = `${join(cwd, 'bin')}:${process.env.PATH}`
  const env = cleanEnvironment({ PATH, HOME: cwd, PS1: '$ ' })
  return { cwd: join(cwd, 'room'), env, script: join(cwd, 'script') }
}

const everyFlag = offerOf(commandTable).flags.map(({ long }) => long)

/** The text before the tab key, and the arguments of the program after it. */
const cases: readonly (readonly [string, string])[] = [
  ['doc', '<doctor>'],
  ['--te', '<--template>'],
  ['--template ti', '<--template><tiny>'],
  ['--template=ti', '<--template=tiny>'],
  ['-t ti', '<-t><tiny>'],
  ['--template pla', '<--template><pla>'],
  ['--pm pn', '<--pm><pnpm>'],
  ['--pm=pn', '<--pm=pnpm>'],
  ['--verify=fu', '<--verify=full>'],
  ['--answers ans', '<--answers><answers.json>'],
  ['--cwd pla', '<--cwd><place>'],
  ['--cwd ans', '<--cwd><ans>'],
  ['--name pla', '<--name><pla>'],
  ['my', '<my folder>'],
  ['pla', '<place>'],
  ['ans', '<ans>'],
  ['doctor pla', '<doctor><place>'],
  ['resume pla', '<resume><place>'],
  ['template prev', '<template><preview>'],
  ['template lint pla', '<template><lint><place>'],
  ['template dev place pla', '<template><dev><place><place>'],
  ['completion f', '<completion><fish>'],
  ['help res', '<help><resume>'],
  ['--pm npm completion z', '<--pm><npm><completion><zsh>'],
  ['--pm=npm completion z', '<--pm=npm><completion><zsh>'],
  ['place --no-ins', '<place><--no-install>'],
  ['place doc', '<place><doc>'],
  ['generate clo', '<generate><clock>'],
  ['generate mig', '<generate><mig>'],
  ['remove wid', '<remove><widget>'],
  ['remove widget Al', '<remove><widget><Alarm>'],
]

for (const shell of shells) {
  const missing = spawnSync(shell, ['--version']).error !== undefined
  const why = missing ? ' (not tried: not installed)' : ''

  describe.skipIf(missing)(`the tab key in ${shell}${why}`, { timeout: 60_000 }, () => {
    it('completes commands, flags, values, folders and files', async () => {
      const { cwd, env, script } = await prepare(shell)
      const { args, load } = starts[shell]
      const terminal = runInTerminal(shell, args, { cwd, env })
      terminal.press(`${load(script)}; echo rea''dy\r`)
      await terminal.shows('ready')
      const given: [string, string | undefined][] = []
      for (const [index, [typed]] of cases.entries()) {
        terminal.press(`create-app ${typed}\t @${index}\r`)
        await terminal.shows(`<@${index}>`)
        const [, words] = new RegExp(`^(<.*)<@${index}>`, 'm').exec(terminal.screen()) ?? []
        given.push([typed, words?.replaceAll('/>', '>')])
      }
      expect(given).toEqual(cases)
      terminal.press('exit\r')
      await terminal.exit
    })
  })
}

const has = (shell: string) => spawnSync(shell, ['--version']).error === undefined

it('completes exactly the commands, folders and flags in bash', async () => {
  const { cwd, env, script } = await prepare('bash')
  const offered = async (...words: string[]) => {
    const ask =
      'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _create_app; printf "%s\\n" "${COMPREPLY[@]}"'
    const { stdout } = await execa('bash', ['-c', ask, script, 'create-app', ...words], {
      cwd,
      env,
      extendEnv: false,
    })
    return stdout.split('\n')
  }
  const first = [
    ...[
      '.create-app',
      'add',
      'addon',
      'check',
      'completion',
      'diff',
      'doctor',
      'generate',
      'generator',
      'generators',
      'help',
      'list',
    ],
    ...['my folder', 'place', 'remove', 'resume', 'template', 'undo', 'update'],
  ]
  expect((await offered('')).sort()).toEqual(first)
  expect(await offered('--')).toEqual(everyFlag)
  expect(await offered('completion', '')).toEqual([...shells])
  expect(await offered('template', '')).toEqual(subcommandsOf(commandTable, 'template'))
  expect(await offered('--verify', '=')).toEqual(['quick', 'full'])
  expect(await offered('--verify', '=', 'f')).toEqual(['full'])
})

it.skipIf(!has('fish'))('completes every flag with its description in fish', async () => {
  const { cwd, env, script } = await prepare('fish')
  const ask = `source ${script}; complete -C 'create-app --'; complete -C 'create-app --verify='`
  const { stdout } = await execa('fish', ['--no-config', '-c', ask], { cwd, env, extendEnv: false })
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  const flags = lines.map(([word]) => word).filter((word) => !word?.includes('='))
  expect(flags.sort()).toEqual([...everyFlag].sort())
  expect(lines).toContainEqual(['--yes', 'accept every default'])
  const values = lines
    .map(([word]) => word)
    .filter((word) => word?.includes('=') && word !== '--verify=')
  expect(values.sort()).toEqual(['--verify=full', '--verify=quick'])
})

it.skipIf(!has('zsh'))('completes every flag with its description in zsh', async () => {
  const { cwd, env, script } = await prepare('zsh')
  const terminal = runInTerminal('zsh', ['-f', '-i'], { cwd, env })
  // Above a hundred lines, zsh asks first.
  terminal.press(`LISTMAX=1000; ${starts.zsh.load(script)}; echo rea''dy\r`)
  await terminal.shows('ready')
  terminal.press('create-app --\t')
  await terminal.shows('-- accept every default')
  for (const flag of everyFlag) await terminal.shows(flag)
  terminal.press('\x15exit\r')
  await terminal.exit
})
