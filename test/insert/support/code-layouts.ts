import { transformSync } from 'esbuild'
import fc from 'fast-check'
import {
  type ASTNode,
  allNodes,
  childrenOf,
  codeOf,
  readCode,
} from '../../../src/insert/code/code-source.ts'
import { stepsOf } from '../../../src/insert/code/named-parts.ts'
import type { Anchor, Insertion } from '../../../src/model/generated/insertion.ts'
import { end, ending, noteLines, pick, place, position, realFiles } from './layout-parts.ts'

/** A file of code in some layout, something to insert into it, and what reads it. */
export type CodeLayout = {
  readonly text: string
  readonly insertion: Insertion
  readonly parse: (text: string) => void
}

type CodeShape = 'import' | 'named object' | 'nested object' | 'array' | 'call' | 'class' | 'jsx'

/** Where something can be inserted into a real file. */
type Target = {
  readonly text: string
  readonly anchor: Anchor
  /** What `before` and `after` may name. */
  readonly names: readonly string[]
  /** Between the brackets. */
  readonly inside?: readonly [start: number, end: number]
  readonly added: readonly string[]
}

type CodeFile = { readonly text: string; readonly nodes: readonly ASTNode[] }

/** The real files, read once for all shapes. */
let files: readonly CodeFile[] | undefined

/** One shape of code, in the real files of the templates, each in many layouts. */
export function codeLayouts(shape: CodeShape): fc.Arbitrary<CodeLayout> {
  files ??= realFiles(/\.tsx?$/).flatMap((text) => {
    const program = readCode(text)?.program
    return program ? [{ text, nodes: allNodes(program) }] : []
  })
  const targets = files.flatMap((file) => targetsIn(file, shape))
  const layout = fc.record({
    target: fc.constantFrom(...targets),
    indent: fc.constantFrom('  ', '\t', '    '),
    quotes: fc.constantFrom("'", '"'),
    hasSemicolons: fc.boolean(),
    hasTrailingCommas: fc.boolean(),
    comment: fc.constantFrom('', '', '// note', '/* note */'),
    isEmptied: fc.integer({ min: 0, max: 4 }),
    seed: fc.nat(),
    ending,
    position,
  })
  return layout.map(({ target, seed, ...layout }) => {
    const { text, anchor, names, inside } = target
    const isEmptied = layout.isEmptied === 0 && inside !== undefined
    const bare = isEmptied ? text.slice(0, inside[0]) + text.slice(inside[1]) : text
    const steps = [
      (code: string) =>
        code.replaceAll(/^(?: {2})+/gm, (all) => layout.indent.repeat(all.length / 2)),
      (code: string) => code.replaceAll(/'([^'"\\\n]*)'/g, `${layout.quotes}$1${layout.quotes}`),
      (code: string) => (layout.hasSemicolons ? code : code.replaceAll(/;(?=\n\s*[^\s[(`])/g, '')),
      (code: string) =>
        layout.hasTrailingCommas ? code : code.replaceAll(/,(?=\n\s*[\])}])/g, ''),
      (code: string) => noteLines(code, layout.comment, seed),
    ]
    const whole = steps.reduce((code, dress) => dress(code), bare)
    // In a few files one of them breaks a text, or a pattern.
    const dressed = isCode(whole)
      ? whole
      : steps.reduce((code, dress) => (isCode(dress(code)) ? dress(code) : code), bare)
    const isPlaced = shape !== 'import' && !isEmptied
    const beside = isPlaced ? place(layout.position, names.filter(isShort), seed) : {}
    return {
      text: end(dressed, layout.ending),
      insertion: { file: 'a.tsx', text: pick(target.added, seed >> 3), ...anchor, ...beside },
      parse: parseTypeScript,
    }
  })
}

/** The indent of what is on several lines may be another one. */
function isShort(name: string): boolean {
  return !name.includes('\n')
}

function parseTypeScript(text: string): void {
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } }
  transformSync(text, { loader: 'tsx', tsconfigRaw, logLevel: 'silent' })
}

function isCode(text: string): boolean {
  return readCode(text) !== undefined
}

function targetsIn({ text, nodes }: CodeFile, shape: CodeShape): readonly Target[] {
  if (shape === 'import') return importTargets(text, nodes)
  if (shape === 'call') return callTargets(text, nodes)
  if (shape === 'class')
    return nodes.flatMap((node) => {
      if (node.type !== 'ClassDeclaration' || !node.id) return []
      const anchor = { anchor: 'class', name: String(node.id.name) } as const
      const names = node.body.body.flatMap((member) => keyIn(member) ?? [])
      return [{ text, anchor, names, inside: insideOf(node.body), added: newMembers }]
    })
  if (shape === 'jsx') return elementTargets(text, nodes)
  const declared = nodes.flatMap((node) => keyIn(node) ?? [])
  const isOne = (name: string) => declared.filter((other) => other === name).length === 1
  const look = (node: ASTNode, path: readonly string[]): readonly Target[] => {
    const key = keyIn(node)
    const value = valueIn(node)
    if (key === undefined || value === undefined) {
      const isOutside = /Function|Method|^Call|^New|^JSX/.test(node.type)
      return childrenOf(node).flatMap((child) => look(child, isOutside ? [] : path))
    }
    const own = [...path, key]
    const deeper = childrenOf(value).flatMap((child) => look(child, own))
    const isNested = own.length > 1
    const isArray = value.type === 'ArrayExpression'
    const isWanted =
      shape === 'array' ? isArray : !isArray && isNested === (shape === 'nested object')
    if (!isWanted || !isOne(key)) return deeper
    const anchor = { anchor: isArray ? 'array' : 'object', name: own.join('.') } as const
    const members = childrenOf(value)
    const names = isArray
      ? members.map((member) => codeOf(member, text))
      : members.flatMap((member) => keyIn(member) ?? [])
    const added = isArray ? newElements : newProperties
    return [{ text, anchor, names, inside: insideOf(value), added }, ...deeper]
  }
  return nodes[0] ? look(nodes[0], []) : []
}

const newElements = [
  'zzNew',
  "zzNew({ a: 'b' })",
  '{\n  zz: "new",\n  of: [1]\n}',
  '`zz\n  new`',
  '...zzNew',
]
const newProperties = [
  'zzNew',
  'zzNew: "b"',
  'zzNew: {\n\ta: [1],\n},',
  'zzNew() {\n  go();\n}',
  '// New.\nzzNew: 1',
]
const newMembers = [
  'zzNew = 1',
  'zzNew() {\n  return "a";\n}',
  '@Zz() readonly zzNew: string;',
  '/** New. */\nget zzNew() {\n  return 1\n}',
]
const newChildren = [
  '<ZzNew />',
  '<ZzNew a="b">\n  text\n</ZzNew>',
  '{zzNew.map((zz) => <i key={zz} />)}',
]

function importTargets(text: string, nodes: readonly ASTNode[]): readonly Target[] {
  const statements = nodes.filter((node) => node.type === 'ImportDeclaration')
  const known = statements.filter(({ specifiers }) => {
    return specifiers?.some(({ type }) => type === 'ImportSpecifier')
  })
  const sources = known.map(({ source }) => String(source.value))
  const added = [
    'import { zzNew } from "zz"',
    "import zzNew, { type ZzType } from '../zz.ts';",
    'import * as zzNew from "@/zz"',
    "import type { ZzType } from './zz.ts'",
    'import "./zz.css"',
    ...sources.flatMap((source) => [
      `import { zzNew } from '${source}'`,
      `import { aaNew, zzNew as zzOther } from "${source}";`,
      `import type { ZzType } from '${source}'`,
    ]),
  ]
  return [{ text, anchor: { anchor: 'import' }, names: [], added }]
}

/** The only block of a file whose statements call something of a name. */
function callTargets(text: string, nodes: readonly ASTNode[]): readonly Target[] {
  const called = nodes.flatMap((node) => {
    const call = callIn(node)
    const [root] = call ? stepsIn(call.callee) : []
    return root !== undefined ? [{ root, node }] : []
  })
  return [...new Set(called.map(({ root }) => root))].flatMap((root) => {
    const own = called.filter((one) => one.root === root).map(({ node }) => node)
    const blocks = nodes.filter((node) => childrenOf(node).some((child) => own.includes(child)))
    const isOne =
      blocks.length === 1 && ['Program', 'BlockStatement'].includes(blocks[0]?.type ?? '')
    if (!isOne) return []
    const names = own.flatMap((node) => {
      const [first] = callIn(node)?.arguments ?? []
      return first ? [codeOf(first, text)] : []
    })
    const added = [`${root}.zzNew(1)`, `${root}.use(() => {\n  zzNew("a");\n});`]
    return [{ text, anchor: { anchor: 'call', name: root } as const, names, added }]
  })
}

function callIn(node: ASTNode) {
  if (node.type !== 'ExpressionStatement') return undefined
  const { expression } = node
  const inner = expression.type === 'AwaitExpression' ? expression.argument : expression
  return inner?.type === 'CallExpression' ? inner : undefined
}

/** What a chain of calls begins with. */
function stepsIn(callee: ASTNode): readonly string[] {
  if (callee.type === 'CallExpression') return stepsIn(callee.callee)
  const isChain = callee.type === 'MemberExpression' && callee.object.type === 'CallExpression'
  return isChain ? stepsIn(callee.object) : (stepsOf(callee) ?? [])
}

function elementTargets(text: string, nodes: readonly ASTNode[]): readonly Target[] {
  const elements = nodes.flatMap((node) => {
    if (node.type !== 'JSXElement') return []
    const name = stepsOf(node.openingElement.name)?.join('.')
    return name === undefined ? [] : [{ name, node }]
  })
  return elements.flatMap(({ name, node }) => {
    const isOne = elements.filter((other) => other.name === name).length === 1
    const { openingElement, closingElement } = node
    if (!isOne || !closingElement) return []
    const inside = [openingElement.end ?? 0, closingElement.start ?? 0] as const
    const names = (node.children ?? []).flatMap((child) => {
      return child.type === 'JSXElement'
        ? [stepsOf(child.openingElement.name)?.join('.') ?? '']
        : []
    })
    return [{ text, anchor: { anchor: 'jsx', name } as const, names, inside, added: newChildren }]
  })
}

function insideOf({ start, end }: ASTNode): readonly [start: number, end: number] {
  return [(start ?? 0) + 1, (end ?? 0) - 1]
}

function keyIn(node: ASTNode): string | undefined {
  const isVariable = node.type === 'VariableDeclarator'
  const key = isVariable ? node.id : 'key' in node ? node.key : undefined
  const isNamed =
    typeof key === 'object' && key !== null && 'type' in key && key.type === 'Identifier'
  return isNamed && 'name' in key && !('computed' in node && node.computed)
    ? String(key.name)
    : undefined
}

function valueIn(node: ASTNode): ASTNode | undefined {
  const isVariable = node.type === 'VariableDeclarator'
  const value = isVariable ? node.init : node.type === 'ObjectProperty' ? node.value : undefined
  return value?.type === 'ArrayExpression' || value?.type === 'ObjectExpression' ? value : undefined
}

/** A Prisma schema of the real files, in many layouts. */
export function prismaLayouts(anchor: 'model' | 'field'): fc.Arbitrary<CodeLayout> {
  const files = realFiles(/\.prisma$/)
  const layout = fc.record({
    text: fc.shuffledSubarray([...files], { minLength: 1 }).map((parts) => parts.join('\n')),
    indent: fc.constantFrom('  ', '\t', '    '),
    gap: fc.constantFrom(' ', '\t'),
    comment: fc.constantFrom('', '// note', '/// note'),
    isEmptied: fc.integer({ min: 0, max: 4 }),
    added: fc.nat(),
    seed: fc.nat(),
    ending,
    position,
  })
  return layout.map(({ text, seed, ...layout }) => {
    const [block, name = ''] = pick([...text.matchAll(/^\w+ (\w+) \{\n([^}]*)/gm)], seed) ?? []
    const isEmptied = layout.isEmptied === 0
    const [head = '', ...lines] = (block ?? '').split('\n')
    const bare = isEmptied ? text.replace(block ?? '', `${head}\n`) : text
    const dressed = bare
      .replaceAll(/^ {2}/gm, layout.indent)
      .replaceAll(/(?<=\w) +(?=\w)/g, layout.gap)
    const noted = noteLines(dressed, layout.comment, seed)
    const names = lines.flatMap((line) => /^ +(\w+)/.exec(line)?.[1] ?? [])
    const fields = [
      'zzNew String',
      'zz Int[] @default([1])',
      '/// New.\nzzNew Zz? @relation("}")',
      '@@index([zzNew])',
    ]
    const models = ['model ZzNew {\n  id Int @id\n}', '/// New.\nenum ZzNew {\n  a\n\n  b\n}\n']
    const beside = isEmptied ? {} : place(layout.position, names, seed)
    return {
      text: end(noted, layout.ending),
      insertion:
        anchor === 'model'
          ? { file: 'a.prisma', anchor, text: pick(models, layout.added) }
          : { file: 'a.prisma', anchor, name, text: pick(fields, layout.added), ...beside },
      parse: () => undefined,
    }
  })
}
