import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { temporaryFolder } from './folders.ts'
import { configureNpm, newPerson, type Person } from './person.ts'
import { cleanEnvironment } from './program.ts'
import { startRegistry } from './registry.ts'

/** The code blocks of a page, or of one section of it, in one language. */
export async function blocksOf(
  page: string,
  language: string,
  section?: string,
): Promise<readonly string[]> {
  const whole = await readFile(join(repository, page), 'utf8')
  const parts = whole.split(/^## /m)
  const text = section === undefined ? whole : parts.find((part) => part.startsWith(`${section}\n`))
  if (text === undefined) throw new Error(`${page} has no section ${section}.`)
  const pattern = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')
  return [...text.matchAll(pattern)].map(([, block = '']) => block)
}

/** The commands of a page as a shell script, which stops at the first unexpected exit code. */
export function scriptOf(blocks: readonly string[]): string {
  return [
    'set -eu',
    'fails_with() { code=$1; shift; set +e; "$@"; got=$?; set -e; test "$got" -eq "$code"; }',
    'until_stopped() {',
    '  "$@" > "$HOME/output" & pid=$!',
    '  tries=0',
    '  until grep -q "Ctrl+C ends it" "$HOME/output"; do',
    '    tries=$((tries + 1)); test "$tries" -lt 600; sleep 0.1',
    '  done',
    '  kill -INT "$pid"; wait "$pid" || test $? -eq 130',
    '}',
    'set -x',
    ...blocks.join('').split('\n').map(asScript),
  ].join('\n')
}

function asScript(line: string): string {
  const [, failing, code] = /^(.*?)\s+# exit code (\d+)$/.exec(line) ?? []
  if (failing !== undefined) return `fails_with ${code} ${failing}`
  const [, endless] = /^(.*?)\s+# until Ctrl\+C$/.exec(line) ?? []
  return endless === undefined ? line : `until_stopped ${endless}`
}

/** A user with files, create-app, and a registry to publish to. */
export async function author(
  files: Readonly<Record<string, string>>,
  how: { uplink?: string } = {},
): Promise<Person> {
  const place = await temporaryFolder()
  const registry = await startRegistry(place, how)
  onTestFinished(() => registry.close())
  await mkdir(join(place, 'bin'))
  const start = `#!/bin/sh\nexec node ${join(repository, 'dist/create-app.cjs')} "$@"\n`
  await writeFile(join(place, 'bin/create-app'), start, { mode: 0o755 })
  const person = await newPerson(registry.url, { programs: [join(place, 'bin')] })
  const host = registry.url.replace('http:', '')
  await configureNpm(person.home, { registry: registry.url, [`${host}:_authToken`]: 'anybody' })
  for (const [path, content] of Object.entries(files)) {
    const file = join(person.work, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  return person
}

/** Runs a script as a user. */
export async function runAs({ work, env }: Person, script: string) {
  return execa('sh', ['-c', script], {
    cwd: work,
    env: cleanEnvironment(env),
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
  })
}
