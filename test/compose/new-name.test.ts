import { describe, expect, it } from 'vitest'
import { askForNewName, withNewName } from '../../src/compose/new-name.ts'
import { namesOf } from '../../src/model/names.ts'
import type { Tree } from '../../src/model/tree.ts'

function tree(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files).map(([path, content]) => [path, { content }]))
}

const starter = {
  'package.json': '{\n  "name": "old-name",\n  "bin": { "old-name": "bin.js" }\n}\n',
  'README.md':
    '# old-name\n\nnpm i old-name; npx old-name\ngit clone gh:ada/old-name && cd old-name\n',
  'fly.toml': "app = 'old-name'\n",
  'src/a.js': "log('old-name')\n",
}

describe('the name of a template without a manifest', () => {
  it('is offered to be replaced where it is certain', () => {
    expect(askForNewName(tree(starter))).toMatchObject([
      {
        id: 'rename',
        type: 'confirm',
        message: 'Replace the name old-name in package.json, README.md, fly.toml?',
      },
    ])
    expect(askForNewName(tree({ 'package.json': '{ "name": "old-name" }' }))).toEqual([])
  })

  it('becomes that of the project there, and nowhere else', () => {
    const made = withNewName(tree(starter), namesOf('My Shop', { packageName: '@ada/my-shop' }))
    expect(Object.fromEntries([...made].map(([path, { content }]) => [path, content]))).toEqual({
      'package.json': '{\n  "name": "old-name",\n  "bin": { "my-shop": "bin.js" }\n}\n',
      'README.md':
        '# my-shop\n\nnpm i @ada/my-shop; npx @ada/my-shop\ngit clone gh:ada/old-name && cd old-name\n',
      'fly.toml': "app = 'my-shop'\n",
      'src/a.js': "log('old-name')\n",
    })
  })
})
