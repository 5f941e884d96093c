import { join } from 'node:path'
import { repository } from '../../../scripts/compose.ts'
import { temporaryFolder } from '../../support/folders.ts'
import { put } from './place.ts'

export const tinyTemplate = join(repository, 'test/fixtures/templates/tiny')

/** Arguments for the fastest complete project: files of every kind, a repository, an install, a test. */
export const whole = ['--template', tinyTemplate, '--trust']

/** The same without its packages and tests. */
export const withGit = [...whole, '--no-install']

/** The same without tasks. */
export const filesOnly = [...withGit, '--no-git']

/** Arguments for a trusted template of these files, without a repository. */
export async function templateOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = await temporaryFolder()
  await put(dir, { '.gitignore': 'node_modules/\n.env\n', ...files })
  return ['--template', dir, '--trust', '--no-git']
}

/** Arguments for a template whose tests are a shell command. */
export function testedBy(test: string): Promise<string[]> {
  return templateOf({ 'package.json': JSON.stringify({ scripts: { test } }) })
}
