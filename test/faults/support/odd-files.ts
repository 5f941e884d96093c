import { execFileSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Creates a socket whose file remains after it is closed. */
export async function leaveSocket(dir: string): Promise<void> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(join(dir, 'listening'), listening))
  renameSync(join(dir, 'listening'), join(dir, 'socket'))
  await new Promise((closed) => server.close(closed))
}

export function sparse(path: string, bytes: number): void {
  writeFileSync(path, '')
  truncateSync(path, bytes)
}

export function dig(dir: string): void {
  onTestFinished(() => void execFileSync('rm', ['-rf', dir]))
  const script =
    "for (const name of Array(40).fill('a'.repeat(200))) { fs.mkdirSync(name); process.chdir(name) }"
  execFileSync(process.execPath, ['--eval', script], { cwd: dir })
}

/** Creates many files as hard links to a few, because a file can have only a limited number of links. */
export function fill(dir: string, count: number): void {
  mkdirSync(join(dir, 'many'))
  for (let at = 0; at < count; at += 1) {
    const [first, path] = [at - (at % 10_000), at].map((name) => join(dir, 'many', `${name}`))
    if (first === path) writeFileSync(path ?? '', '')
    else linkSync(first ?? '', path ?? '')
  }
}

export function fillWithFolders(dir: string, count: number): void {
  for (let at = 0; at < count; at += 1) mkdirSync(join(dir, `${at}`))
}

/** YAML of ten lines whose aliases expand to more than three thousand million words. */
export function explodingAliases(): string {
  const names = [...'abcdefghij']
  const lines = names.map((name, at) => {
    const content = at === 0 ? 'ha' : `*${names[at - 1]}`
    return `${name}: &${name} [${Array(9).fill(content).join(', ')}]\n`
  })
  return lines.join('')
}

export function canMakeDevices(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'create-app-test-'))
  try {
    execFileSync('mknod', [join(dir, 'zero'), 'c', '1', '5'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(dir, { recursive: true })
  }
}
