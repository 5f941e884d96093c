import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, errors } from '../../errors/errors.ts'
import { closestTo } from '../../flags/suggest.ts'
import { idOf, printSource, type Source } from '../../model/source.ts'
import type { Tarball } from './entries.ts'

/** Makes a folder of what was read of a tarball; it is called as the template is. */
export async function unpack(tarball: Tarball, source: Source, stage: string): Promise<string> {
  const name = printSource(source)
  const top = topOf([...tarball.files.keys()])
  const root = join(stage, source.dir === '' ? idOf(source) : 'repository')
  const below = source.dir === '' ? top : `${top}${source.dir}/`
  if (![...tarball.files.keys()].some((path) => path.startsWith(below))) {
    throw source.dir === ''
      ? errors.templateInvalid(name, 'it has no files.')
      : errors.templateFolderMissing(name, source.dir, closestTo(source.dir, tarball.folders))
  }
  try {
    for (const [path, { content, mode }] of tarball.files) {
      const file = join(root, path.slice(top.length))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content, { mode })
    }
  } catch (cause) {
    throw problemOf(cause, name, stage)
  }
  return join(root, source.dir)
}

/** Hosts and npm put everything into one folder, with a slash at its end; others need not. */
function topOf([first = '', ...others]: readonly string[]): string {
  const top = first.slice(0, first.indexOf('/') + 1)
  return others.every((path) => path.startsWith(top)) ? top : ''
}

/** What no system can hold at once, such as a file and a folder of one name, is the template's fault. */
function problemOf(cause: unknown, name: string, stage: string): Error {
  const code = codeOf(cause)
  if (['EEXIST', 'ENOTDIR', 'EISDIR', 'EINVAL', 'ENAMETOOLONG', 'ENOENT'].includes(code)) {
    return errors.templateInvalid(name, `it cannot be unpacked here (${code}).`, cause)
  }
  return errors.cacheNotWritable(stage, code, cause)
}
