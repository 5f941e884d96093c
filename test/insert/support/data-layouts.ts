import fc from 'fast-check'
import { type Node, parseTree } from 'jsonc-parser'
import { isCollection, isMap, isPair, isScalar, parseDocument, stringify } from 'yaml'
import {
  type DataLayout,
  end,
  ending,
  noteLines,
  pick,
  place,
  position,
  realFiles,
} from './layout-parts.ts'

export type { DataLayout }

export function jsonLayouts(): fc.Arbitrary<DataLayout> {
  const source = fc.constantFrom(...realFiles(/\.jsonc?$/))
  const layout = fc.record({
    indent: fc.constantFrom('  ', '\t', '    ', '', undefined),
    isTrailing: fc.boolean(),
    comments: fc.constantFrom('', '// note', '/* note */'),
    isEmptied: fc.integer({ min: 0, max: 4 }),
    ending,
    seed: fc.nat(),
    position,
  })
  return fc.tuple(source, layout).map(([source, layout]) => {
    const plain = source.replace(/,(?=\s*[\]}])/g, '')
    const value: unknown = JSON.parse(plain)
    const printed =
      layout.indent === undefined ? source : JSON.stringify(value, null, layout.indent)
    const isInLines = printed.trim().includes('\n')
    const comma = layout.isTrailing
      ? printed.replaceAll(/(?<![{[,\s])(?=\n\s*[\]}])/g, ',')
      : printed
    const noted = isInLines ? noteLines(comma, layout.comments, layout.seed) : comma
    const all = branchesOf(noted)
    const { node, path } = pick(all, layout.seed)
    const emptied = layout.isEmptied === 0 ? empty(noted, node, layout.comments) : noted
    const kind = node.type === 'array' ? 'array' : 'object'
    const names = (layout.isEmptied === 0 ? [] : (node.children ?? [])).map(nameInJson)
    return {
      text: end(emptied, layout.ending),
      insertion: {
        ...{ file: 'a.json', anchor: 'path', path },
        text: pick(newMembers[kind], layout.seed >> 3),
        ...place(layout.position, names, layout.seed),
      },
      parse: (text) => {
        const errors: never[] = []
        parseTree(text.replace('\uFEFF', ''), errors, { allowTrailingComma: true })
        if (errors.length > 0) throw new Error(`No JSON: ${text}`)
      },
    }
  })
}

export function yamlLayouts(): fc.Arbitrary<DataLayout> {
  const source = fc.constantFrom(...realFiles(/\.ya?ml$/))
  const layout = fc.record({
    form: fc.constantFrom('as it is', 'narrow', 'wide', 'flow'),
    comments: fc.constantFrom('', '# note'),
    isSpaced: fc.boolean(),
    ending,
    seed: fc.nat(),
    position,
  })
  return fc
    .tuple(source, layout)
    .map(([source, layout]) => {
      const value: unknown = parseDocument(source, { logLevel: 'error' }).toJS()
      const forms = {
        'as it is': source,
        narrow: stringify(value, { indentSeq: false, defaultStringType: 'QUOTE_SINGLE' }),
        wide: stringify(value, { indent: 4, lineWidth: 40 }),
        flow: stringify(value, { collectionStyle: 'flow' }),
      }
      const noted = noteLines(forms[layout.form], layout.comments, layout.seed)
      const text = layout.isSpaced ? noted.replaceAll(/\n(?=(?: {2})?\S)/g, '\n\n') : noted
      const branches = yamlBranchesOf(parseDocument(text).contents)
      const { kind, path, names } = pick(branches, layout.seed)
      return {
        text: end(text, layout.ending),
        insertion: {
          ...{ file: 'a.yml', anchor: 'path' as const, path },
          text: pick(newYaml[kind], layout.seed >> 3),
          ...place(layout.position, names, layout.seed),
        },
        parse: readYaml,
      }
    })
    .filter(({ text }) => parseDocument(text).errors.length === 0)
}

export function markdownLayouts(): fc.Arbitrary<DataLayout> {
  const item = fc.constantFrom('a', '`b`: c', '**d**\n\n  more', 'e\n  - f', '[g](h) i', 'j\nk')
  const layout = fc.record({
    around: fc.constantFrom(...realFiles(/\.md$/)),
    items: fc.uniqueArray(item, { minLength: 1 }),
    marker: fc.constantFrom('- ', '* ', '+ ', '1. ', '  - ', '7) ', '-   ', 'row', 'wide row'),
    gap: fc.constantFrom('\n', '\n\n'),
    text: fc.constantFrom('new', '- new', '`new`: one', 'new\nin two lines', 'new\n\n- below'),
    ending,
    seed: fc.nat(),
    position,
  })
  return fc.tuple(layout).map(([layout]) => {
    const isTable = layout.marker.endsWith('row')
    const pad = layout.marker === 'wide row' ? 20 : 0
    const cells = layout.items.map((text) => text.split('\n')[0] ?? '')
    const rows = ['one', '---', ...cells].map(
      (cell) => `| ${cell.padEnd(pad)} | ${cell.padEnd(pad)} |`,
    )
    const items = layout.items.map((text, at) => {
      const marker = layout.marker.replace(/\d+/, (first) => String(Number(first) + at))
      const margin = ' '.repeat(marker.length)
      const lines = text.split('\n').map((line) => line && margin + line.trimStart())
      return marker + lines.join('\n').trimStart()
    })
    const block = isTable ? rows.join('\n') : items.join(layout.gap)
    const after = layout.seed % 2 === 0 ? `\n\n${layout.around}` : '\n'
    const names = isTable ? cells : layout.items.filter((text) => !text.includes('\n'))
    return {
      text: end(`${layout.around}\n## Inserted here\n\n${block}${after}`, layout.ending),
      insertion: {
        ...{ file: 'a.md', anchor: 'list', heading: 'Inserted here' },
        text: isTable ? '| new | it |' : layout.text,
        ...place(layout.position, names, layout.seed),
      },
      parse: () => undefined,
    }
  })
}

export function markerLayouts(): fc.Arbitrary<DataLayout> {
  const layout = fc.record({
    source: fc.constantFrom(...realFiles(/\.(?:ts|tsx|css|md|yml)$/)),
    comment: fc.constantFrom('// here', '# here', '<!-- here -->', '/* here */', '{/* here */}'),
    indent: fc.constantFrom('', '  ', '\t'),
    text: fc.constantFrom('new line', 'new {\n  line\n\n}'),
    ending,
    seed: fc.nat(),
  })
  return layout.map(({ source, comment, indent, text, ending, seed }) => {
    const lines = source.split('\n')
    const marked = lines.toSpliced(seed % lines.length, 0, indent + comment).join('\n')
    return {
      text: end(marked, ending),
      insertion: { file: 'a.txt', anchor: 'marker', comment: 'here', text },
      parse: () => undefined,
    }
  })
}

const newMembers = {
  array: ['"new"', '{ "name": "new", "x": [1] }', '{\n  "name": "new",\n  "x": [\n    1\n  ]\n}'],
  object: ['"new": 1', '"new": { "x": [] }', '"new": {\n  "x": [\n    1\n  ]\n}'],
}

const newYaml = {
  array: [
    'new',
    '- new',
    '"new, one"',
    'name: new\nrun: |\n  a\n\n  b',
    '- name: new\n  x:\n    - 1',
  ],
  object: [
    'new: 1',
    "new: 'one, two'",
    'new:\n  x:\n    - 1\n\n    - 2',
    'new: |\n  a\n  b',
    'new: [a]',
  ],
}

type JsonBranch = { readonly node: Node; readonly path: readonly string[] }

function branchesOf(text: string): readonly JsonBranch[] {
  const visit = (node: Node, path: readonly string[]): readonly JsonBranch[] => {
    const children = (node.children ?? []).flatMap((child, at) => {
      const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child]
      return value ? visit(value, [...path, key ? String(key.value) : String(at)]) : []
    })
    return ['array', 'object'].includes(node.type) ? [{ node, path }, ...children] : []
  }
  const tree = parseTree(text, [], { allowTrailingComma: true })
  return tree ? visit(tree, []) : []
}

function nameInJson(child: Node): string | undefined {
  if (child.type === 'property') return String(child.children?.[0]?.value)
  return child.type === 'string' ? String(child.value) : undefined
}

function empty(text: string, { offset, length, type }: Node, comment: string): string {
  const inner = comment === '' ? '' : comment.startsWith('//') ? `\n${comment}\n` : ` ${comment} `
  const brackets = type === 'array' ? `[${inner}]` : `{${inner}}`
  return text.slice(0, offset) + brackets + text.slice(offset + length)
}

type YamlBranch = {
  readonly kind: 'array' | 'object'
  readonly path: readonly string[]
  readonly names: readonly (string | undefined)[]
}

function yamlBranchesOf(node: unknown, path: readonly string[] = []): readonly YamlBranch[] {
  if (!isCollection(node)) return []
  const below = node.items.flatMap((item: unknown, at) => {
    if (isPair(item)) return yamlBranchesOf(item.value, [...path, String(item.key)])
    return yamlBranchesOf(item, [...path, String(at)])
  })
  const names = node.items.map((item: unknown) => {
    const named = isPair(item) ? item.key : item
    return isScalar(named) ? String(named.value) : undefined
  })
  return [{ kind: isMap(node) ? 'object' : 'array', path, names }, ...below]
}

function readYaml(text: string): void {
  const { errors } = parseDocument(text)
  if (errors.length > 0) throw new Error(`No YAML: ${text}`)
}
