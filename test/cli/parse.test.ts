import { describe, expect, it } from 'vitest'
import { commandTable } from '../../src/cli/command-table.ts'
import { parse as parseWith } from '../../src/cli/parse.ts'
import type { IO } from '../../src/io.ts'

function parse(argv: readonly string[], env: IO['env'] = {}) {
  return parseWith(argv, { env, commands: commandTable })
}

/** The command, its arguments and its flags in one object. */
function callOf(argv: readonly string[], env?: IO['env']) {
  const invocation = parse(argv, env)
  if (invocation.kind !== 'call') throw new Error(`${argv.join(' ')} is no call`)
  const { command, words, flags } = invocation
  return { command, ...words, ...flags }
}

function refusal(argv: readonly string[], env?: IO['env']) {
  const invocation = parse(argv, env)
  if (invocation.kind !== 'mistake') throw new Error(`${argv.join(' ')} was accepted`)
  return invocation
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
    [['doctor'], { command: 'doctor', dir: undefined }],
    [['doctor', '-t', 'api', 'x'], { command: 'doctor', dir: 'x', template: 'api' }],
    [['doctor', 'doctor'], { command: 'doctor', dir: 'doctor' }],
    [['docter'], { command: 'create', dir: 'docter' }],
    [['completion', 'zsh'], { command: 'completion', shell: 'zsh' }],
    [['template', 'lint'], { command: 'template lint', dir: undefined }],
    [
      ['template', '-C', 'x', 'dev', 'a', 'b'],
      { command: 'template dev', dir: 'a', project: 'b', cwd: 'x' },
    ],
  ])('reads %j', (argv, expected) => {
    expect(callOf(argv)).toEqual(expected)
  })

  it.each([
    [['--tempalte', 'api'], 'UNKNOWN_FLAG', 'Did you mean --template?'],
    [['--no-instal'], 'UNKNOWN_FLAG', 'Did you mean --no-install?'],
    [['-x'], 'UNKNOWN_FLAG', 'Run create-app --help to see the flags.'],
    [['--template'], 'FLAG_NEEDS_VALUE', 'Write --template <id or source>.'],
    [['--template', '--yes'], 'FLAG_NEEDS_VALUE', 'Write --template <id or source>.'],
    [['--template='], 'FLAG_NEEDS_VALUE', 'Write --template <id or source>.'],
    [['--name', 'a', '--name', 'b'], 'FLAG_TWICE', 'Give it once.'],
    [['--install', '--no-install'], 'FLAG_TWICE', 'Give it once.'],
    [['--yes=maybe'], 'BAD_FLAG_VALUE', 'Use true or false.'],
    [['--verify=ful'], 'BAD_FLAG_VALUE', 'Did you mean full?'],
    [['--verify=all'], 'BAD_FLAG_VALUE', 'Use quick or full.'],
    [['a', 'b'], 'TOO_MANY_WORDS', 'Remove the extra words, or put a name with spaces in quotes.'],
    [['tempate', 'init'], 'TOO_MANY_WORDS', 'Did you mean the command template?'],
    [['docter', 'my-api'], 'TOO_MANY_WORDS', 'Did you mean the command doctor?'],
    [
      ['doctor', 'tempate', 'b'],
      'TOO_MANY_WORDS',
      'Remove the extra words, or put a name with spaces in quotes.',
    ],
    [['doctor', '--offline', '--prefer-offline'], 'FLAGS_DISAGREE', 'Remove one of them.'],
    [['-=x'], 'BAD_FOLDER', 'Give another folder, or . for the current one.'],
    [['completion'], 'MISSING_INPUT', 'Add them to the command.'],
    [['template', 'dev', 'a'], 'MISSING_INPUT', 'Add them to the command.'],
    [['template', 'lnt'], 'UNKNOWN_VERB', 'Did you mean create-app template lint?'],
    [['help', 'lst'], 'UNKNOWN_COMMAND', 'Did you mean create-app help list?'],
    [['help', 'template', 'lnt'], 'UNKNOWN_COMMAND', 'Did you mean create-app help template lint?'],
    [['help', 'nonsense'], 'UNKNOWN_COMMAND', 'Run create-app --help to see the commands.'],
    [
      ['completion', 'bash', 'zsh'],
      'TOO_MANY_WORDS',
      'Remove the extra words, or put a name with spaces in quotes.',
    ],
    [['learn'], 'RESERVED_WORD', 'To use it as a folder name, write ./learn.'],
    [['--no-install', '--verify'], 'FLAGS_DISAGREE', 'Remove one of them.'],
    [['--quiet', '--verbose'], 'FLAGS_DISAGREE', 'Remove one of them.'],
  ])('refuses %j', (argv, code, fix) => {
    expect(refusal(argv).error).toMatchObject({ code, fix, exitCode: 2 })
  })

  it('reads the default of any flag from the environment, and prefers the typed flag', () => {
    const env = {
      CREATE_APP_TEMPLATE: 'frontend',
      CREATE_APP_DRY_RUN: '1',
      CREATE_APP_GIT: 'false',
    }
    expect(callOf(['x', '--template', 'api'], env)).toEqual({
      command: 'create',
      dir: 'x',
      template: 'api',
      'dry-run': true,
      git: false,
    })
  })

  it('never reads npm’s own yes, json or dry-run', () => {
    const env = { npm_config_yes: 'true', npm_config_json: 'true', npm_config_dry_run: 'true' }
    expect(callOf(['x'], env)).toEqual({ command: 'create', dir: 'x' })
  })

  it('gives a command only the flags that it accepts', () => {
    const env = { CREATE_APP_PM: 'pnpm', CREATE_APP_OFFLINE: '1', CREATE_APP_TEMPLATE: 'api' }
    expect(callOf(['resume', 'x'], env)).toEqual({ command: 'resume', dir: 'x', offline: true })
    expect(callOf(['list'], env)).toEqual({ command: 'list' })
  })

  it.each([
    [['--help'], undefined],
    [['help'], undefined],
    [['my-api', '--help'], undefined],
    [['help', 'create'], 'create'],
    [['help', 'resume'], 'resume'],
    [['resume', '--help'], 'resume'],
    [['resume', 'my-api', '-h'], 'resume'],
    [['template', '--help'], 'template'],
    [['help', 'template'], 'template'],
    [['help', 'template', 'lint'], 'template lint'],
    [['template', 'lint', '--help'], 'template lint'],
    [['--help', 'help', 'list'], 'list'],
  ])('reads %j as a request for help', (argv, topic) => {
    expect(parse(argv)).toMatchObject({ kind: 'help', topic })
  })

  it('reads the version before anything else', () => {
    expect(parse(['help', 'nonsense', '-v']).kind).toBe('version')
  })
})

describe('a mistake', () => {
  it.each<[string[], IO['env'], string, boolean, boolean]>([
    [['app', '--json=true', '--bogus'], {}, 'create', true, false],
    [['app', '--bogus', '--json=1'], {}, 'create', true, false],
    [['app', '--bogus', '--events'], {}, 'create', false, true],
    [['app', '-ynz', '--json'], {}, 'create', true, false],
    [['app', '--json', '--no-json'], {}, 'create', false, false],
    [['app', '--no-json', '--json'], {}, 'create', true, false],
    [['app', '--bogus'], { CREATE_APP_JSON: '1' }, 'create', true, false],
    [['app', '--bogus', '--no-json'], { CREATE_APP_JSON: '1' }, 'create', false, false],
    [['app', '--bogus', '--events'], { CREATE_APP_JSON: '1' }, 'create', false, true],
    [['app', '--bogus'], { CREATE_APP_NO_JSON: 'false' }, 'create', true, false],
    [['app', '--template', '--json'], {}, 'create', true, false],
    [['app', '--bogus', '--json=false'], {}, 'create', false, false],
    [['app', '--bogus', '--', '--json'], {}, 'create', false, false],
    [['app', '--set', '--json', 'a=b'], {}, 'create', true, false],
    [['--bogus', 'resume', '--json'], {}, 'resume', true, false],
    [['app', '--bogus', 'resume', '--json'], {}, 'create', true, false],
    [['template', 'init', '--json'], {}, 'template init', true, false],
    [['template', '--json'], {}, 'template', true, false],
  ])('in %j with %j is reported in the format of the flags', (argv, env, command, json, events) => {
    const { flags, ...mistake } = refusal(argv, env)
    expect(mistake.command).toBe(command)
    expect([flags.json ?? false, flags.events ?? false]).toEqual([json, events])
  })
})
