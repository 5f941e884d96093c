// Writes what the package carries compressed.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** What a maintainer's folder holds and the package does not. */
const leftOut = /(?:^|\/)(?:node_modules|\.git|\.DS_Store)(?:\/|$)/

/** Every file of the templates, and what is known of them, as `src/blueprints/shelf/pack.ts` reads it. */
export async function packTemplates(folder, known, file) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !leftOut.test(path))
    .sort()
  const bytes = await Promise.all(paths.map((path) => readFile(join(folder, path))))
  const modes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).mode))
  const head = paths.map((path, index) => {
    return [path, bytes[index].length, (modes[index] & 0o111) === 0 ? 0 : 1]
  })
  const last = Buffer.from(JSON.stringify(known))
  const whole = [...head, ['.known.json', last.length, 0]]
  const first = Buffer.from(`${JSON.stringify(whole)}\n`)
  await writeFile(file, compressed(Buffer.concat([first, ...bytes, last])))
}

export function compressed(bytes) {
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants
  return brotliCompressSync(bytes, { params: { [quality]: 11, [hint]: bytes.length } })
}
