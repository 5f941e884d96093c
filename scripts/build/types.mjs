// The types of the API: only the declarations that its entry imports.
import { execFileSync } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export async function declareTypes(dir) {
  execFileSync('npx', ['tsc', '--project', 'scripts/tsconfig.types.json'], { stdio: 'inherit' })
  const reached = new Set()
  const visit = async (path) => {
    if (reached.has(path)) return
    reached.add(path)
    const text = await readFile(path, 'utf8')
    for (const [, next] of text.matchAll(/(?:from |import\()["'](\.[^"']+)["']/g)) {
      await visit(join(dirname(path), next.replace(/\.(?:ts|js)$/, '.d.ts')))
    }
  }
  await visit(join(dir, 'index.d.ts'))
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !reached.has(path)) await rm(path)
  }
}
