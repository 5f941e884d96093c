// Writes what is generated into the docs: the README's tables and the manifests' schemas.
// npm run docs; `--check` says what has drifted instead.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from './compose.ts'
import { generatedDocs } from './docs.ts'

const check = process.argv.includes('--check')

for (const [path, content] of await generatedDocs()) {
  const file = join(repository, path)
  if ((await readFile(file, 'utf8').catch(() => '')) === content) continue
  if (check) {
    console.error(`${path} has drifted: npm run docs`)
    process.exitCode = 1
  } else {
    await writeFile(file, content)
    console.log(`wrote ${path}`)
  }
}
