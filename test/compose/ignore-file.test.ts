import { describe, expect, it } from 'vitest'
import { withIgnoreFile } from '../../src/compose/ignore-file.ts'
import type { Tree, TreeFile } from '../../src/model/tree.ts'

const npm = { name: 'npm', version: '11.0.0' } as const

function completed(files: Readonly<Record<string, string>>, secrets: readonly string[] = []) {
  const tree: Tree = new Map([
    ...Object.entries(files).map(([path, content]): [string, TreeFile] => [path, { content }]),
    ...secrets.map((path): [string, TreeFile] => [path, { content: 'A=1\n', secret: true }]),
  ])
  const { tree: made, warning } = withIgnoreFile(tree, npm)
  return [made.get('.gitignore')?.content, warning?.message]
}

describe('the .gitignore of a project', () => {
  it('is made where the template has none', () => {
    expect(completed({ 'package.json': '{}' }, ['.env'])).toEqual([
      'node_modules/\n.env\n.env*.local\n*.log\n*.tsbuildinfo\n.DS_Store\n',
      'The template has no .gitignore. The project has one that ignores node_modules/, .env, .env*.local, *.log, *.tsbuildinfo, .DS_Store.',
    ])
  })

  it('hides no file of the template', () => {
    const files = { 'package.json': '{}', '.env': 'PORT=1\n', 'docs/a.log': '' }
    expect(completed(files)[0]).toBe('node_modules/\n.env*.local\n*.tsbuildinfo\n.DS_Store\n')
  })

  it('is completed where it lists neither the packages nor a secret', () => {
    expect(completed({ 'package.json': '{}', '.gitignore': 'dist\n' }, ['api/.env'])).toEqual([
      'dist\nnode_modules/\n.env\n',
      "The template's .gitignore lacks node_modules/, .env. create-app added what is missing to that of the project.",
    ])
  })

  it.each([
    [{ '.gitignore': 'node_modules\n.env*\n!.env.example\n' }],
    [{ '.gitignore': '**/node_modules/\n', 'api/.gitignore': '/.env\n' }],
  ])('stays as it is where it lists them: %j', (files) => {
    const before = files['.gitignore']
    expect(completed({ 'package.json': '{}', ...files }, ['api/.env'])).toEqual([before, undefined])
  })

  it('keeps its line ends, blank lines and spaces', () => {
    const before = 'a\\ \r\n\r\n\r\n  node_modules/'
    expect(completed({ 'package.json': '{}', '.gitignore': before })[0]).toBe(
      `${before}\r\nnode_modules/\r\n`,
    )
  })

  it('is not enough where a nearer one readmits a secret', () => {
    const files = { '.gitignore': '.env\n', 'api/.gitignore': '!.env\n' }
    expect(completed(files, ['api/.env'])[1]).toContain('lacks .env')
  })

  it('keeps the bytes of one that is not UTF-8', () => {
    const latin = Buffer.from('# été\ndist\n', 'latin1')
    const tree: Tree = new Map([
      ['package.json', { content: '{}' }],
      ['.gitignore', { content: latin }],
    ])
    const made = withIgnoreFile(tree, npm).tree.get('.gitignore')?.content
    expect(made).toEqual(Buffer.concat([latin, Buffer.from('node_modules/\n')]))
  })

  it('is not needed without packages and secrets', () => {
    expect(completed({ 'notes.md': '' })).toEqual([undefined, undefined])
  })
})
