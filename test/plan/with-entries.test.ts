import { describe, expect, it } from 'vitest'
import type { GeneratedEntry } from '../../src/model/generated/entry.ts'
import type { Tree } from '../../src/model/tree.ts'
import { withEntries } from '../../src/plan/tree/with-entries.ts'

const registry = (imports: readonly string[], members: readonly string[], first = 'first') => {
  const lines = imports.map((name) => `import { ${name} } from './${name}.ts';\n`).join('')
  return `import { first } from './first.ts';\n${lines}\nexport const all = {\n  ${first},\n${members.map((name) => `  ${name},\n`).join('')}};\n`
}

function entryOf(name: string): GeneratedEntry {
  return {
    ...{ schema: 'create-app/entry@1', createApp: '3.0.0', kind: 'generator', id: 'part' },
    ...{ version: '3.0.0', source: 'builtin', answers: { name }, files: {} },
    insertions: [
      { file: 'all.ts', anchor: 'object', name: 'all', text: name },
      { file: 'all.ts', anchor: 'import', text: `import { ${name} } from './${name}.ts';` },
    ],
  }
}

const treeOf = (content: string): Tree => new Map([['all.ts', { content }]])
const entries = ['lamp', 'tree', 'house'].map(entryOf)
const made = treeOf(registry([], []))

describe('what entries add to a file of the template', () => {
  it.each([
    ['generated in another order', registry(['house', 'lamp', 'tree'], ['tree', 'house', 'lamp'])],
    ['merged from branches', registry(['tree', 'lamp', 'house'], ['tree', 'lamp', 'house'])],
  ])('is arranged as in the project, where they were %s', (_, text) => {
    expect(withEntries(made, entries, treeOf(text))).toEqual(treeOf(text))
    const onWindows = treeOf(text.replaceAll('\n', '\r\n'))
    expect(withEntries(made, entries, onWindows)).toEqual(treeOf(text))
  })

  it('has the order of the project in the next version of the file, too', () => {
    const disk = registry(['house', 'lamp', 'tree'], ['tree', 'house', 'lamp'])
    const next = treeOf(registry([], [], 'first: 2'))
    expect(withEntries(next, entries, treeOf(disk))).toEqual(
      treeOf(registry(['house', 'lamp', 'tree'], ['tree', 'house', 'lamp'], 'first: 2')),
    )
  })

  it('is there even if the person took it out or edited the file', () => {
    const all = registry(['house', 'lamp', 'tree'], ['lamp', 'tree', 'house'])
    for (const text of [registry([], []), registry(['lamp'], ['lamp']), `${all}// mine\n`]) {
      expect(withEntries(made, entries, treeOf(text))).toEqual(treeOf(all))
    }
  })
})
