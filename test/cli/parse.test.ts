import { describe, expect, it } from 'vitest'
import { parse } from '../../src/cli/parse.ts'
import { AppError } from '../../src/errors/errors.ts'

function flagsOf(...argv: string[]) {
  const { flags, ...invocation } = parse(argv, {})
  return { ...invocation, ...flags }
}

function refusal(...argv: string[]): { code: string; message: string; fix: string } {
  try {
    parse(argv, {})
  } catch (error) {
    if (error instanceof AppError) {
      const { code, message, fix, exitCode } = error
      expect(exitCode).toBe(2)
      return { code, message, fix }
    }
    throw error
  }
  throw new Error(`${argv.join(' ')} was accepted`)
}

describe('parse', () => {
  it.each([
    [['my-api'], { command: 'create', dir: 'my-api' }],
    [[], { command: 'create', dir: undefined }],
    [['--', 'my-api'], { command: 'create', dir: 'my-api' }],
    [['my-api', '--template', 'api'], { command: 'create', dir: 'my-api', template: 'api' }],
    [
      ['-t', 'api', 'my-api', '-y'],
      { command: 'create', dir: 'my-api', template: 'api', yes: true },
    ],
    [['--yes', '007'], { command: 'create', dir: '007', yes: true }],
    [['-yn', 'x'], { command: 'create', dir: 'x', yes: true, 'dry-run': true }],
    [['-yt', 'api', 'x'], { command: 'create', dir: 'x', yes: true, template: 'api' }],
    [['--no-install', 'x'], { command: 'create', dir: 'x', install: false }],
    [['--install=false', 'x'], { command: 'create', dir: 'x', install: false }],
    [['--git', 'x'], { command: 'create', dir: 'x', git: true }],
    [['--verify', 'x'], { command: 'create', dir: 'x', verify: 'quick' }],
    [['--verify=full', 'x'], { command: 'create', dir: 'x', verify: 'full' }],
    [['--no-verify', 'x'], { command: 'create', dir: 'x', verify: false }],
    [['--set', 'a=b=c', '--set=d=e'], { command: 'create', dir: undefined, set: ['a=b=c', 'd=e'] }],
    [['--answers', '-'], { command: 'create', dir: undefined, answers: '-' }],
    [['./add'], { command: 'create', dir: './add' }],
    [['list', '--json'], { command: 'list', json: true }],
    [['--help'], { command: 'help', help: true }],
    [['help'], { command: 'help' }],
    [['-v'], { command: 'version', version: true }],
    [['doctor'], { command: 'doctor', dir: undefined }],
    [['doctor', '-t', 'api', 'x'], { command: 'doctor', dir: 'x', template: 'api' }],
    [['doctor', 'doctor'], { command: 'doctor', dir: 'doctor' }],
    [['docter'], { command: 'create', dir: 'docter' }],
    [['completion', 'zsh'], { command: 'completion', shell: 'zsh' }],
  ])('reads %j', (argv, expected) => {
    expect(flagsOf(...argv)).toEqual(expected)
  })

  it.each([
    [['--tempalte', 'api'], 'UNKNOWN_FLAG', 'Did you mean --template?'],
    [['--no-instal'], 'UNKNOWN_FLAG', 'Did you mean --no-install?'],
    [['-x'], 'UNKNOWN_FLAG', 'See create-app --help.'],
    [['--template'], 'FLAG_NEEDS_VALUE', 'Write --template <id or source>.'],
    [['--template', '--yes'], 'FLAG_NEEDS_VALUE', 'Write --template <id or source>.'],
    [['--template='], 'FLAG_NEEDS_VALUE', 'Write --template <id or source>.'],
    [['--name', 'a', '--name', 'b'], 'FLAG_TWICE', 'Give it once.'],
    [['--install', '--no-install'], 'FLAG_TWICE', 'Give it once.'],
    [['--yes=maybe'], 'BAD_FLAG_VALUE', 'It takes true or false.'],
    [['--verify=ful'], 'BAD_FLAG_VALUE', 'Did you mean full?'],
    [['--verify=all'], 'BAD_FLAG_VALUE', 'It takes quick or full.'],
    [['a', 'b'], 'TOO_MANY_WORDS', 'Put a name with spaces in quotes.'],
    [['tempate', 'init'], 'TOO_MANY_WORDS', 'Did you mean the command template?'],
    [['docter', 'my-api'], 'TOO_MANY_WORDS', 'Did you mean the command doctor?'],
    [['doctor', 'tempate', 'b'], 'TOO_MANY_WORDS', 'Put a name with spaces in quotes.'],
    [['doctor', '--offline', '--prefer-offline'], 'FLAGS_DISAGREE', 'Leave one out.'],
    [['completion'], 'UNKNOWN_SHELL', 'Write one of bash, zsh, fish.'],
    [['completion', 'powershell'], 'UNKNOWN_SHELL', 'Write one of bash, zsh, fish.'],
    [['completion', 'bsh'], 'UNKNOWN_SHELL', 'Did you mean bash?'],
    [['completion', 'bash', 'zsh'], 'TOO_MANY_WORDS', 'Put a name with spaces in quotes.'],
    [['add'], 'RESERVED_WORD', 'For a folder of that name write ./add.'],
    [['--no-install', '--verify'], 'FLAGS_DISAGREE', 'Leave one out.'],
    [['--quiet', '--verbose'], 'FLAGS_DISAGREE', 'Leave one out.'],
  ])('refuses %j', (argv, code, fix) => {
    expect(refusal(...argv)).toMatchObject({ code, fix })
  })

  it('takes the default of any flag from the environment, below what was typed', () => {
    const env = {
      CREATE_APP_TEMPLATE: 'frontend',
      CREATE_APP_DRY_RUN: '1',
      CREATE_APP_GIT: 'false',
    }
    expect(parse(['x', '--template', 'api'], env).flags).toEqual({
      dir: 'x',
      template: 'api',
      'dry-run': true,
      git: false,
    })
  })

  it('never reads npm’s own yes, json or dry-run', () => {
    const env = { npm_config_yes: 'true', npm_config_json: 'true', npm_config_dry_run: 'true' }
    expect(parse(['x'], env).flags).toEqual({ dir: 'x' })
  })
})
