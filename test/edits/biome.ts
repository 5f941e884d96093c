import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
const CONFIG = JSON.stringify({ formatter: { indentStyle: 'space' }, linter: { enabled: false } })

/** Formats files with the real Biome in one run, and returns the results. */
export function formatWithBiome(files: ReadonlyMap<string, string>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'create-app-biome-'))
  try {
    writeFileSync(join(folder, 'biome.json'), CONFIG)
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    const args = [BIOME, 'check', '--write', '--max-diagnostics=20', folder]
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`Biome failed:\n${stderr}`)
    return new Map(
      [...files.keys()].map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Formats one file with the real Biome. */
export function formatOne(path: string, content: string): string {
  return formatWithBiome(new Map([[path, content]])).get(path) ?? ''
}
