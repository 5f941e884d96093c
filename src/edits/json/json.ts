import {
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { EditError } from '../../errors/edit-error.ts'
import { editPlainly, withoutMark } from '../../text.ts'
import { readGaps, type Span } from '../layout/gap.ts'
import {
  type LayoutNode,
  meaningOf,
  type NodeFile,
  printNode,
  type Style,
} from '../layout/layout.ts'
import { mergeNodes } from '../layout/merge-nodes.ts'
import { indentOf, type Member, readBranch } from '../layout/read-branch.ts'
import {
  fromValue,
  mapUnder,
  type Notation,
  orderKeys,
  type Path,
  setAt,
  sortKeys,
} from '../layout/value-nodes.ts'

/** `expand` puts every array and object on several lines, as Biome prints package.json; `fit` is for all other files. */
export type JsonLayout = 'fit' | 'expand'

/**
 * Merges one JSON over another: later scalars win, arrays unite by value, members with the same `name` or `id` merge
 * in place, and `null` removes its key. `replace` lists JSON pointers whose value is taken whole. Comments of both
 * sides are kept, except comments of `over` at keys that `base` also has.
 */
export function mergeJson(base: string, over: string, replace: readonly string[] = []): string {
  const later = readFile(over, 'the later JSON', 'is printed again')
  const file = readFile(base, 'the earlier JSON', 'keeps its text')
  if (meaningOf(file.root) === meaningOf(later.root)) return base
  const root = mergeNodes(file.root, later.root, {
    nullRemoves: true,
    memberKeys: ['name', 'id'],
    replace,
  })
  if (root === file.root) return base
  const layout = file.layout ?? later.layout
  return printFile({ ...file, layout }, root)
}

/** Opens a JSON as nodes. Where it does not show its layout, it gets the layout of the other JSON. */
export function openJson(content: string, other: string): NodeFile {
  const file = readFile(content, 'the JSON', 'keeps its text')
  const layout = file.layout ?? readFile(other, 'the other JSON', 'is printed again').layout
  return { root: file.root, print: (root) => printFile({ ...file, layout }, root) }
}

/** The nodes of a JSON that are to be printed in another file. */
export function jsonNodes(content: string): LayoutNode {
  return readFile(content, 'the JSON', 'is printed again').root
}

/** Sets one value, or removes it when it is undefined. All other lines stay unchanged. */
export function setJson(content: string, path: Path, value: unknown, layout?: JsonLayout): string {
  const node = value === undefined ? undefined : fromValue(value, NOTATION)
  return editPlainly(content, (plain) => {
    const file = readFile(plain, 'the JSON', 'keeps its text')
    const root = setAt(file.root, path, node, NOTATION)
    return root === file.root ? plain : printFile({ ...file, layout: file.layout ?? layout }, root)
  })
}

/** Sorts the keys and scripts of a package.json by convention, and its dependencies as npm does. */
export function sortPackageJson(content: string): string {
  return editPlainly(content, (plain) => {
    const file = readFile(plain, 'package.json', 'keeps its text')
    const ordered = orderKeys(file.root, MANIFEST_KEYS)
    const scripts = mapUnder(ordered, ['scripts'], (node) => orderKeys(node, SCRIPTS))
    const root = mapUnder(scripts, DEPENDENCY_LISTS, sortKeys)
    return root === file.root ? plain : printFile(file, root)
  })
}

/** Prints a value as Biome formats JSON, with a final newline. */
export function printJson(value: unknown, layout: JsonLayout = 'fit'): string {
  return `${printNode(fromValue(value, NOTATION), styleOf(layout, '  '))}\n`
}

/** Reads JSON with comments and trailing commas. */
export function readJson(content: string): unknown {
  const errors: ParseError[] = []
  const text = withoutMark(content)
  const tree = parseTree(text, errors, { allowTrailingComma: true })
  failOn(errors, text, 'the JSON')
  // Unlike the parser's own values, these treat "__proto__" as an ordinary key.
  return tree && getNodeValue(tree)
}

/** The members of a JSON object; none of a text that is no object or cannot be read. */
export function readFields(content: string): Readonly<Record<string, unknown>> {
  try {
    const value = readJson(content)
    return typeof value === 'object' && !Array.isArray(value) ? { ...value } : {}
  } catch {
    // Whoever needs the file reports what is wrong with it.
    return {}
  }
}

const NOTATION: Notation = {
  leaf: (scalar) => ({ kind: 'leaf', text: JSON.stringify(scalar) ?? 'null' }),
  key: (name) => `${JSON.stringify(name)}: `,
}

const MANIFEST_KEYS = [
  'name',
  'version',
  'private',
  'description',
  'license',
  'type',
  'packageManager',
  'engines',
  'bin',
  'exports',
  'files',
  'scripts',
  'dependencies',
  'devDependencies',
]
const SCRIPTS = [
  'dev',
  'build',
  'start',
  'test',
  'test:watch',
  'test:e2e',
  'lint',
  'format',
  'typecheck',
  'check',
]
const DEPENDENCY_LISTS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
]

interface JsonFile {
  readonly prologue: string
  readonly root: LayoutNode
  readonly epilogue: string
  readonly indent: string
  /** Undefined when the file does not show which one it uses. */
  readonly layout: JsonLayout | undefined
}

type Unchanged = 'keeps its text' | 'is printed again'

// If the file is formatted as Biome formats it, printing it again changes nothing. In a file of another style the
// unchanged parts are copied as text.
function readFile(content: string, what: string, unchanged: Unchanged): JsonFile {
  const errors: ParseError[] = []
  const tree = parseTree(content, errors, { allowTrailingComma: true })
  failOn(errors, content, what)
  if (tree === undefined) throw new EditError(`${what} is empty.`)
  const prologue = content.slice(0, tree.offset)
  const rest = content.slice(tree.offset + tree.length)
  const epilogue = rest.endsWith('\n') ? rest : `${rest}\n`
  const indent = indentOf(content, tree.children?.[0]?.offset)
  const root = fromTree(tree, content, false)
  const printed = (layout: JsonLayout) =>
    prologue + printNode(root, styleOf(layout, indent)) + epilogue === content
  const [fit, expand] = [printed('fit'), printed('expand')]
  const layout = fit === expand ? undefined : fit ? 'fit' : 'expand'
  const carriesText = unchanged === 'keeps its text' && !fit && !expand
  return {
    prologue,
    root: carriesText ? fromTree(tree, content, true) : root,
    epilogue,
    indent,
    layout,
  }
}

function failOn([error]: readonly ParseError[], content: string, what: string): void {
  if (error === undefined) return
  const lines = content.slice(0, error.offset).split('\n')
  const where = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
  throw new EditError(`Cannot read ${what}: ${printParseErrorCode(error.error)} at ${where}.`)
}

function fromTree(tree: Node, content: string, keepsText: boolean): LayoutNode {
  if (tree.type !== 'array' && tree.type !== 'object')
    return { kind: 'leaf', text: textOf(tree, content) }
  const members = (tree.children ?? []).map((child) => memberOf(child, content, keepsText))
  return readBranch({ kind: tree.type, content, keepsText, ...spanOf(tree) }, members)
}

function memberOf(child: Node, content: string, keepsText: boolean): Member {
  const [key, value] = child.children ?? []
  if (child.type !== 'property' || key === undefined || value === undefined) {
    return { head: '', node: fromTree(child, content, keepsText), ...spanOf(child) }
  }
  const between = { start: (child.colonOffset ?? key.offset + key.length) + 1, end: value.offset }
  const comments = readGaps(content, [], between).rest.before.map(({ text }) => `${text} `)
  const head = `${textOf(key, content)}: ${comments.join('')}`
  return {
    name: String(key.value),
    head,
    node: fromTree(value, content, keepsText),
    ...spanOf(child),
  }
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length }
}

function textOf({ offset, length }: Node, content: string): string {
  return content.slice(offset, offset + length)
}

function printFile({ prologue, epilogue, indent, layout }: JsonFile, root: LayoutNode): string {
  return prologue + printNode(root, styleOf(layout ?? 'fit', indent)) + epilogue
}

function styleOf(layout: JsonLayout, indent: string): Style {
  return { indent, expand: layout === 'expand', trailingComma: false, breakMatrices: false }
}
