import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** Files that a maintainer's checkout may hold and the package must not. */
const leftOut = /(?:^|\/)(?:node_modules|\.git|\.DS_Store)(?:\/|$)/

/**
 * Writes all files of the templates into one compressed file. `src/blueprints/shelf/pack.ts` of this and of every later
 * version reads it: whoever changes its form gives it the next number, and keeps reading the forms before it.
 */
export async function packTemplates(folder, file) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !leftOut.test(path))
    .sort()
  const bytes = await Promise.all(paths.map((path) => readFile(join(folder, path))))
  const modes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).mode))
  const files = paths.map((path, index) => {
    return [path, bytes[index].length, (modes[index] & 0o111) === 0 ? 0 : 1]
  })
  const head = JSON.stringify({ format: 1, files })
  const whole = Buffer.concat([Buffer.from(`${head}\n`), ...bytes])
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants
  const params = { [quality]: 11, [hint]: whole.length }
  await writeFile(file, brotliCompressSync(whole, { params }))
}
