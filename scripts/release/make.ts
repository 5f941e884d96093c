import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { NoRelease, planRelease, type Release } from './plan.ts'

/** Makes the next release of the repository in a folder: the files, one commit and the tag. Pushes nothing. */
export async function makeRelease(
  dir: string,
  asked: string | undefined,
  day: string,
): Promise<Release> {
  const git = async (...args: readonly string[]) => (await execa('git', args, { cwd: dir })).stdout
  const read = (path: string) => readFile(join(dir, path), 'utf8')
  if ((await git('status', '--porcelain')) !== '') {
    throw new NoRelease('The working tree has uncommitted changes. Commit or stash them first.')
  }
  const release = planRelease(
    {
      packageJson: await read('package.json'),
      lockfile: await read('package-lock.json'),
      changelog: await read('CHANGELOG.md'),
      tags: (await git('tag', '--list')).split('\n'),
    },
    asked,
    day,
  )
  const { version, tag, notes, files } = release
  for (const [path, text] of Object.entries(files)) await writeFile(join(dir, path), text)
  await git('add', ...Object.keys(files))
  await git('commit', '--message', `chore(release): ${version}`)
  await git('tag', '--annotate', tag, '--cleanup=verbatim', '--message', `${version}\n\n${notes}`)
  return release
}
