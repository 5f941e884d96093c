import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { repository } from '../../scripts/compose.ts'

/** A commit from before records had the hash of their files, and packs the number of their format. */
export const withoutHashes = '715afefd6277e8bc7451153a95d89560fce5d6b9'

/** A commit between two rounds of changes of the templates: later ones change 280 files of them. */
export const beforeRewording = 'f00108d6ef2c67cce7b31f917a0923b497979200'
/** A commit before the schema of the database was a folder, and before the registries of features. */
export const beforeRegistries = 'e1e02f869b22dc4d956a61aea57c514153bd1179'

/** Whether this clone has a commit: that of a CI job may have only the last one. */
export async function isInHistory(commit: string): Promise<boolean> {
  const { exitCode } = await execa('git', ['cat-file', '-e', `${commit}^{commit}`], {
    cwd: repository,
    reject: false,
  })
  return exitCode === 0
}

/** A release that is built for a test. */
export type Release = {
  readonly commit: string
  /** The version that it gets. */
  readonly version: string
  /** Only the templates are of the commit, so that the records have all that the program of now writes. */
  readonly isOnlyTemplates?: boolean
}

/** Builds the package of a release, as far as it is needed to create projects. */
export async function buildAt(
  { commit, version, isOnlyTemplates = false }: Release,
  dir: string,
): Promise<string> {
  const source = join(dir, 'source')
  const built = join(dir, 'package')
  await mkdir(source)
  await mkdir(join(built, 'dist'), { recursive: true })
  const archive = join(dir, 'source.tar')
  const program = ['src', 'scripts/build', 'package.json']
  const paths = ['templates', ...(isOnlyTemplates ? [] : program)]
  await execa('git', ['archive', '-o', archive, commit, ...paths], { cwd: repository })
  for (const path of isOnlyTemplates ? program : []) {
    await cp(join(repository, path), join(source, path), { recursive: true })
  }
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
