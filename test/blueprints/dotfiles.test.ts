import { describe, expect, it } from 'vitest'
import { pathInProject } from '../../src/blueprints/dotfiles.ts'

describe('the path of a stored file in a project', () => {
  it.each([
    ['_gitignore', '.gitignore'],
    ['gitignore', '.gitignore'],
    ['apps/web/_npmrc', 'apps/web/.npmrc'],
    ['_oxlintrc.json', '.oxlintrc.json'],
    ['_eslintrc.js', '.eslintrc.js'],
    ['_prettierrc', '.prettierrc'],
    ['_env.example', '.env.example'],
    ['_watchmanconfig', '.watchmanconfig'],
    ['_bundle/config', '.bundle/config'],
    ['_github/workflows/_ci.yml', '.github/workflows/_ci.yml'],
    ['ios/_xcode.env', 'ios/.xcode.env'],
  ])('%s is %s', (stored, path) => {
    expect(pathInProject(stored)).toBe(path)
  })

  it.each([
    '_redirects',
    '_config.yml',
    '_layout.tsx',
    '_github',
    'gitignore/index.js',
    'npmrc',
    'eslintrc.json',
    'templates/react/_gitignore',
    'template-vue/_gitignore',
    'packages/create/template/_eslintrc.js',
  ])('%s keeps its name', (stored) => {
    expect(pathInProject(stored)).toBe(stored)
  })
})
