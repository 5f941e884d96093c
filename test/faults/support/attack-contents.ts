import { join } from 'node:path'
import { manifestText } from '../../support/fixtures.ts'
import { type Attack, answering, manifest, merging } from './attack.ts'
import { dig, explodingAliases, sparse } from './odd-files.ts'

const deep = (open: string, close = '') => open.repeat(100_000) + close.repeat(100_000)

export const sizes: Readonly<Record<string, Attack>> = {
  'a file of 1 GB': {
    make: (dir) => sparse(join(dir, 'film.mp4'), 1_000_000_000),
    why: 'film.mp4 is larger than 20 MB',
  },
  'files that are too large together': {
    make: (dir) => {
      for (const name of ['a', 'b', 'c']) sparse(join(dir, name), 19_000_000)
    },
    why: 'its files are larger than 50 MB together. The largest: a (19 MB), b (19 MB), c (19 MB)',
  },
  'a .gitignore that takes long to compare': {
    files: { '.gitignore': `${'**/a/'.repeat(30)}b\n`, [`${'a/'.repeat(31)}a`]: '' },
    why: '.gitignore has a pattern with more than 4 "**"',
  },
  'folders a hundred deep': {
    files: { [`${'a/'.repeat(100)}b.txt`]: '' },
    why: 'its folders are more than 32 deep',
  },
  'folders deeper than the longest path': {
    make: dig,
    why: '… is longer than 512 bytes',
  },
  'a manifest of 50 MB': {
    make: (dir) => sparse(join(dir, 'template.json'), 50_000_000),
    why: 'template.json is larger than 20 MB',
  },
  'a manifest of 65 kB': {
    files: manifest({ title: 'x'.repeat(65_000) }),
    why: 'template.json is larger than 64 kB',
  },
  'a package.json of 10 MB': {
    files: { 'package.json': `{ "x": "${'x'.repeat(10_000_000)}" }` },
    why: 'package.json cannot be edited. It is larger than 1 MB',
  },
  'an .env.example of 10 MB with a secret': {
    files: {
      ...manifest({ env: { A: 'secret' } }),
      '.env.example': `A=\n${'#\n'.repeat(5_000_000)}`,
      '.gitignore': '.env\n',
    },
    why: '.env.example cannot be edited. It is larger than 1 MB',
  },
  'a file of 1 MB that has to be merged': {
    ...merging('en.json', '{}', `{ "x": "${'x'.repeat(1_000_000)}" }`),
    why: 'en.json cannot be edited. It is larger than 64 kB',
  },
}

export const manifests: Readonly<Record<string, Attack>> = {
  'a manifest with __proto__': {
    files: {
      'template.json': '{ "$schema": "./template.schema.json", "__proto__": { "title": "x" } }',
    },
    why: 'Unrecognized key: "__proto__"',
  },
  'a manifest with constructor': {
    files: {
      'template.json':
        '{ "$schema": "./template.schema.json", "constructor": { "prototype": { "title": "x" } } }',
    },
    why: 'Unrecognized key: "constructor"',
  },
  'a question called constructor': {
    files: answering('constructor', 'x'),
    why: 'uses a reserved id',
  },
  'a question called __proto__': { files: answering('__proto__', 'x'), why: 'questions.0.id' },
  'a manifest of 30,000 brackets': {
    files: {
      'template.json': `{ "$schema": "./template.schema.json", "title": ${'['.repeat(30_000)}${']'.repeat(30_000)} }`,
    },
    why: 'title: ',
  },
  'a manifest that is not UTF-8': {
    files: {
      'template.json': Buffer.from([
        ...Buffer.from('{ "$schema": "./template.schema.json", "title": "'),
        ...[0xff, 0x22, 0x7d],
      ]),
    },
    why: 'template.json is not UTF-8',
  },
  'a manifest in UTF-16': {
    files: { 'template.json': Buffer.from(`\ufeff${manifestText({ title: 'é' })}`, 'utf16le') },
    why: 'template.json is not UTF-8',
  },
  'a title with a control sequence for the terminal': {
    files: manifest({ title: 'x\x1b[2J' }),
    why: 'title: contains control characters',
  },
  'a next step with a second line': {
    files: manifest({ nextSteps: [{ title: 'x', command: 'echo\nrm -rf ~' }] }),
    why: 'nextSteps.0.command: contains control characters',
  },
  'a default answer that contains code': {
    files: answering('note', '"; require("child_process")'),
    why: 'has a default that is not a valid answer',
  },
  'a layer named by a path': {
    files: manifest({ extends: ['../../elsewhere'] }),
    why: 'template.json: extends.0',
  },
  'a layer that extends a template': {
    files: manifest({ extends: ['_layer'] }),
    beside: { '_layer/layer.json': '{ "extends": ["mine"] }' },
    why: 'layer.json: it: Unrecognized key: "extends"',
  },
  'extending itself': {
    files: manifest({ extends: ['mine'] }),
    why: 'it extends "mine", and there is no such layer',
  },
  'too many layers': {
    files: manifest({ extends: Array.from({ length: 100 }, (_, at) => `_${at}`) }),
    why: 'template.json: extends',
  },
}

export const edits: Readonly<Record<string, Attack>> = {
  'a package.json of 100,000 brackets': {
    files: { 'package.json': `{ "x": ${deep('[', ']')} }` },
    why: 'package.json cannot be edited. It is nested too deeply',
  },
  'a package.json that is not an object': {
    files: { 'package.json': '[]' },
    why: 'package.json cannot be edited',
  },
  'merged JSON of 20,000 brackets': {
    ...merging('x.json', '{}', `{ "x": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`),
    why: 'x.json cannot be edited. It is nested too deeply',
  },
  'merged YAML of 20,000 brackets': {
    ...merging('x.yml', 'a: 1\n', `x: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`),
    why: 'x.yml cannot be edited. Cannot read the later YAML: It is nested too deeply',
  },
  'merged YAML of 20,000 dashes': {
    ...merging('x.yml', 'a: 1\n', `x:\n  ${'- '.repeat(20_000)}1\n`),
    why: 'x.yml cannot be edited. Cannot read the later YAML: It is nested too deeply',
  },
  'a merged config of 20,000 brackets': {
    ...merging(
      'x.config.ts',
      'export default {}\n',
      `export default { x: ${'['.repeat(20_000)}${']'.repeat(20_000)} }\n`,
    ),
    why: 'x.config.ts cannot be edited. The later config cannot be parsed: It is nested too deeply',
  },
  'YAML aliases that explode': {
    ...merging('x.yml', 'x: 1\n', explodingAliases()),
    why: 'x.yml cannot be edited. Excessive alias count',
  },
  'a merge of a config that contains code': {
    ...merging('x.config.ts', 'export default {}\n', 'globalThis.x = 1\nexport default {}\n'),
    why: 'only imports are allowed before the export',
  },
}
