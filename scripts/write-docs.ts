// Writes the generated parts of the docs: docs/cli.md, the README's table and the schemas.
// npm run docs; with `--check` it only lists the files that are out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandTable } from '../src/cli/command-table.ts'
import { repository } from './compose.ts'
import { generatedDocs } from './docs.ts'

const check = process.argv.includes('--check')

for (const [path, content] of await generatedDocs(commandTable)) {
  const file = join(repository, path)
  if ((await readFile(file, 'utf8').catch(() => '')) === content) continue
  if (check) {
    console.error(`${path} is out of date: npm run docs`)
    process.exitCode = 1
  } else {
    await writeFile(file, content)
    console.log(`wrote ${path}`)
  }
}
