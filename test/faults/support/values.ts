import { execFileSync } from 'node:child_process'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect } from 'vitest'
import { parse } from 'yaml'
import type { Content } from './attack.ts'

/** The values of a project, by placeholder. */
export type Values = Readonly<Record<'PROJECT_TITLE' | 'PACKAGE_NAME' | 'NOTE', string>>

const names = ['PROJECT_TITLE', 'PACKAGE_NAME', 'NOTE'] as const

/** A file of each format, with placeholders where the format allows values. */
export const formats: Content = {
  'values.json': inEach((name) => `"${name}": "{{${name}}}"`, '{ ', ', ', ' }\n'),
  'values.yml': inEach((name) => `${name}: ["{{${name}}}", '{{${name}}}', x {{${name}}} x]`),
  'values.js': inEach((name) => `'{{${name}}}', "{{${name}}}", \`{{${name}}}\``, '[', ', ', ']\n'),
  'values.sh': inEach((name) => `printf '%s\\n' "{{${name}}}" '{{${name}}}'`),
  'words.sh': inEach((name) => `echo {{${name}}}`),
  Dockerfile: inEach((name) => `LABEL ${name}="{{${name}}}"`),
  'values.md': inEach((name) => `# {{${name}}}`),
}

function inEach(write: (name: string) => string, open = '', between = '\n', close = '\n'): string {
  return open + names.map(write).join(between) + close
}

/** Reads every file with the parser of its format, and expects only the values. */
export function assertInert(read: (path: string) => string, values: Values, dir: string): void {
  const each = names.map((name) => values[name])
  expect(JSON.parse(read('values.json'))).toEqual(values)
  const yaml = names.map((name) => [name, [values[name], values[name], `x ${values[name]} x`]])
  expect(parse(read('values.yml'))).toEqual(Object.fromEntries(yaml))
  const thrice = each.flatMap((value) => [value, value, value])
  expect([...runInNewContext(read('values.js'), {})]).toEqual(thrice)
  const twice = each.flatMap((value) => [value, value])
  expect(printed('values.sh', dir)).toEqual(twice)
  expect(printed('words.sh', dir)).toEqual(each.map((value) => value.split(/ +/).join(' ').trim()))
  expect(read('Dockerfile')).toBe(names.map((name) => `LABEL ${name}="${values[name]}"\n`).join(''))
  expect(read('values.md')).toBe(each.map((value) => `# ${value}\n`).join(''))
  expect(each.join('')).not.toMatch(/[<>[\]`*\\|$"'{}()!&;#]/)
}

function printed(script: string, dir: string): readonly string[] {
  const output = execFileSync('sh', [script], { cwd: dir, encoding: 'utf8' })
  return output.split('\n').slice(0, -1)
}

const pieces = [
  ...['"', "'", '`', '${', '$(touch pwned)', '`touch pwned`', '}', '\\', '\\"', ';', '\n', '\r\n'],
  ...[
    '{{PROJECT_NAME}}',
    '<script>',
    '](x)',
    ': ',
    '- ',
    '-- ',
    '#',
    ' #',
    '&a',
    '*a',
    '!!js',
    '|',
  ],
  ...[
    '\u2028',
    '\x1b[2J',
    '../',
    '..',
    '.',
    '@',
    '/',
    '%',
    '~',
    'EOF',
    'null',
    'a',
    'B',
    '7',
    'é',
    ' ',
  ],
]

/** Pieces of code and text in any order. */
export const code = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
  .map((chosen) => chosen.join(''))

/** Almost a package name, so that it passes some of the checks. */
export const nearName = fc.stringMatching(/^(@[a-z'~.-]{1,3}\/)?[a-z0-9][a-z0-9._'-]{0,6}$/)

export const words = fc.stringMatching(/^[a-zA-Z0-9é][a-zA-Z0-9é ._-]{0,12}$/)
