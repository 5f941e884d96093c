// Composes a template into .template-dev/<id>, installs once and follows changes, so that an
// editor and a type-checker see a whole project: npm run template:dev api [-- --once]
import { watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import fs from 'fs-extra'
import { modeOf, type TreeFile } from '../src/plan/tree.ts'
import { catalog, compose, repository } from './compose.ts'

const [template = 'api', ...flags] = process.argv.slice(2)
const once = flags.includes('--once')
const dir = join(repository, '.template-dev', template)

let written = await write(new Map())
console.log(`${template}: ${written.size} files in ${dir}`)
if (!(await fs.pathExists(join(dir, 'node_modules')))) {
  await execa('git', ['init', '--quiet'], { cwd: dir, stdio: 'inherit' })
  await execa('npm', ['install'], { cwd: dir, stdio: 'inherit' })
}
if (!once) {
  console.log('Following templates/; end with Ctrl+C.')
  let timer: NodeJS.Timeout | undefined
  watch(catalog.dir, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(follow, 100)
  })
}

async function follow(): Promise<void> {
  try {
    written = await write(written)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
}

/** Writes what differs from the last time and takes away what a template no longer has. */
async function write(before: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const plan = await compose(template)
  const files = plan.changes.flatMap((change): [string, TreeFile][] =>
    change.kind === 'create' ? [[change.path, change.after]] : [],
  )
  const after = new Map(files.map(([path, { content }]) => [path, content.toString()]))
  for (const [path, file] of files) {
    if (before.get(path) === after.get(path)) continue
    await fs.ensureDir(dirname(join(dir, path)))
    await fs.writeFile(join(dir, path), file.content, { mode: modeOf(file) })
    if (before.size > 0) console.log(`wrote ${path}`)
  }
  for (const path of before.keys()) {
    if (after.has(path)) continue
    await fs.remove(join(dir, path))
    console.log(`removed ${path}`)
  }
  return after
}
