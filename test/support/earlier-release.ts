import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { repository } from '../../scripts/compose.ts'

/** A commit from before records had the hash of their files, and packs the number of their format. */
export const withoutHashes = '0e347e0b37cb0d87fb2435ba2b796fdec8cd6b10'

/** Whether this clone has a commit: that of a CI job may have only the last one. */
export async function isInHistory(commit: string): Promise<boolean> {
  const { exitCode } = await execa('git', ['cat-file', '-e', `${commit}^{commit}`], {
    cwd: repository,
    reject: false,
  })
  return exitCode === 0
}

/** Builds the package of a commit under another version, as far as it is needed to create projects. */
export async function buildAt(commit: string, version: string, dir: string): Promise<string> {
  const source = join(dir, 'source')
  const built = join(dir, 'package')
  await mkdir(source)
  await mkdir(join(built, 'dist'), { recursive: true })
  const archive = join(dir, 'source.tar')
  const paths = ['src', 'scripts/build', 'templates', 'package.json']
  await execa('git', ['archive', '-o', archive, commit, ...paths], { cwd: repository })
  await execa('tar', ['-xf', archive], { cwd: source })
  await symlink(join(repository, 'node_modules'), join(source, 'node_modules'))
  const { engines, ...manifest } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  const build = `
    import { bundle } from './scripts/build/bundle.mjs'
    import { writeEntry } from './scripts/build/entry.mjs'
    import { packTemplates } from './scripts/build/pack.mjs'
    const dir = ${JSON.stringify(join(built, 'dist'))}
    const version = ${JSON.stringify(version)}
    await bundle({ outdir: dir, version })
    await packTemplates('templates', dir + '/templates.br')
    await writeEntry({ dir, version, engines: ${JSON.stringify(engines.node)} })`
  await writeFile(join(source, 'build.mjs'), build)
  await execa(process.execPath, ['build.mjs'], { cwd: source })
  const { name, description, bin } = manifest
  await writeFile(
    join(built, 'package.json'),
    JSON.stringify({ ...{ name, version, description, bin, engines }, type: 'module' }),
  )
  await cp(join(repository, 'LICENSE'), join(built, 'LICENSE'))
  return built
}
