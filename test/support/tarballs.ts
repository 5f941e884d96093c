import { gzipSync } from 'node:zlib'
import { Header, type HeaderData, Pax } from 'tar'

/** An entry of a tarball: a text stands for a file with this content. */
export type Entry =
  | string
  | { content?: string | Buffer; type?: HeaderData['type']; linkpath?: string; mode?: number }

/** A commit, as hosts write it into their tarballs. */
export const commit = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678'

/** A tarball like those of the hosts: everything in one folder, the commit in a global pax header. */
export function hostTarball(
  files: Readonly<Record<string, Entry>>,
  { sha = commit, top = `ada-shop-${sha.slice(0, 7)}` }: { sha?: string; top?: string } = {},
): Buffer {
  const inTop = Object.entries(files).map(([path, entry]) => [`${top}/${path}`, entry] as const)
  return tarball([[`${top}/`, { type: 'Directory' }], ...inTop], sha)
}

/** A gzipped tarball of exactly these entries; their paths are not checked. */
export function tarball(entries: readonly (readonly [string, Entry])[], sha?: string): Buffer {
  const head = sha === undefined ? [] : [new Pax({ comment: sha }, true).encode()]
  const blocks = entries.flatMap(([path, entry]) => blocksOf(path, entry))
  return gzipSync(Buffer.concat([...head, ...blocks, Buffer.alloc(1024)]))
}

function blocksOf(path: string, entry: Entry): readonly Buffer[] {
  const {
    content = '',
    type = 'File',
    linkpath,
    mode = 0o644,
  } = typeof entry === 'string' ? { content: entry } : entry
  const body = Buffer.from(content)
  const header = new Header({
    path,
    type,
    mode,
    size: body.length,
    ...(linkpath ? { linkpath } : {}),
  })
  header.encode()
  const padding = Buffer.alloc((512 - (body.length % 512)) % 512)
  return [header.block ?? Buffer.alloc(0), body, padding]
}

/** A package with a passing test and no dependencies. */
export const tinyProject: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "tiny", "version": "1.0.0", "scripts": { "test": "node --test" } }\n',
  '.gitignore': 'node_modules/\n',
  'README.md': '# {{PROJECT_TITLE}}\n\n{{PROJECT_NAME}} and {{UNKNOWN}}.\n',
  'tiny.test.js': "require('node:test').test('adds', () => {})\n",
}
