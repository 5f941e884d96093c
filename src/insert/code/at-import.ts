import { compareNaturally } from '../../edits/module/imports.ts'
import type { Inserted } from '../../model/generated/insertion.ts'
import { addToFlow, type FlowList } from '../data/flow-members.ts'
import { lineBreakAt } from '../data/splices.ts'
import { type ASTNode, type CodeSource, codeOf, readCode, spanOf } from './code-source.ts'
import { styleOf } from './code-style.ts'
import { type Fragment, readFragment, startWithLead } from './fragment.ts'
import {
  headerOf,
  type ImportBinding,
  type ImportStatement,
  importIndex,
  importMeaning,
  importsIn,
  isBound,
  provides,
  readImport,
} from './import-statements.ts'
import { change, unable } from './insert-member.ts'
import { addSibling, indented, type SiblingLines } from './sibling-lines.ts'

/** Adds an import, or the names that the import of the same module does not have. */
export function insertImport(text: string, wantedText: string): Inserted {
  const read = readImports(text, wantedText)
  if (typeof read === 'string') return unable(read)
  const { source, wanted, statements } = read
  const same = statements.filter((statement) => statement.source === wanted.source)
  if (wanted.bindings.length === 0 && same.some(({ isType }) => !isType))
    return { outcome: 'already' }
  const missing = wanted.bindings.filter((one) => !same.some((other) => provides(other, one)))
  if (missing.length === 0 && wanted.bindings.length > 0) return { outcome: 'already' }
  if (missing.some(({ local }) => isBound(source, local))) return { outcome: 'differs' }
  const host = same.find(({ isType, bindings }) => {
    return isType === wanted.isType && bindings.some(({ isInBraces }) => isInBraces)
  })
  const names = missing.filter(({ isInBraces }) => isInBraces && host !== undefined)
  const others = missing.filter((binding) => !names.includes(binding))
  const isWhole = others.length === wanted.bindings.length
  if (isWhole) return checked(addStatement(read, read.fragment), read, wanted.bindings)
  const united = host ? addNames(source, host, names) : text
  if (others.length === 0) return checked(united, read, names)
  const rest = readImports(united, printImport(wanted, others))
  if (typeof rest === 'string') throw new Error(`The rest of an import broke: ${rest}`)
  return checked(addStatement(rest, rest.fragment), read, [...names, ...others])
}

/** A file with its imports, and the import that an insertion has. */
export type ReadImports = {
  readonly source: CodeSource
  readonly statements: readonly ImportStatement[]
  readonly fragment: Fragment
  readonly wanted: ImportStatement
}

export function readImports(text: string, wantedText: string): ReadImports | string {
  const source = readCode(text)
  if (source === undefined) return 'The file cannot be parsed.'
  const wrapping = {
    open: '',
    close: '',
    membersIn: (program: { body: ASTNode[] }) => program.body,
  }
  const fragment = readFragment(wantedText, wrapping, styleOf(source))
  const wanted = fragment && readImport(fragment.node, fragment.source)
  if (fragment === undefined || wanted === undefined) return 'The text is not one import statement.'
  return { source, statements: importsIn(source), fragment, wanted }
}

/** A statement of its own. Undefined where the imports share their lines with other code. */
function addStatement(read: ReadImports, { lines }: Fragment): string | undefined {
  const { source, statements, wanted } = read
  const { text } = source
  const header = headerOf(source)
  const index = importIndex(statements, wanted, text)
  const before = statements[index - 1] ?? statements[index]
  const list = siblingsOf(source)
  const at = before ? indexIn(source, before.node) : 0
  const place = header.length + at + (before && index > 0 ? 1 : 0)
  const isFirst = statements.length === 0
  const follows = isFirst ? header.length > 0 : index > 0
  if (list.siblings.length === 0) {
    const lineBreak = lineBreakAt(text, 0)
    const added = indented(lines, '', lineBreak).slice(lineBreak.length) + lineBreak
    return change(read, [{ start: text.length, end: text.length, text: added }])
  }
  const splices = addSibling(list, place, { lines, follows, isSpaced: isFirst })
  return splices && change(read, splices)
}

export function siblingsOf(source: CodeSource, own?: ASTNode, fragment?: Fragment): SiblingLines {
  const { text, program } = source
  const statements = program.body.map((node) => {
    const { start, end } = spanOf(node, text)
    return { start: node === own && fragment ? startWithLead(text, start, fragment) : start, end }
  })
  return { text, siblings: [...headerOf(source), ...statements], floor: 0 }
}

/** Which statement of a file a node is. */
export function indexIn({ program }: CodeSource, node: ASTNode): number {
  return program.body.findIndex(({ start }) => start === node.start)
}

/** Adds names to the braces of an import, sorted where they are sorted. */
function addNames(
  source: CodeSource,
  host: ImportStatement,
  names: readonly ImportBinding[],
): string {
  return names.reduce((text, name) => {
    const now = text === source.text ? source : readCode(text)
    const statement = now && importsIn(now).find(({ node }) => node.start === host.node.start)
    if (now === undefined || statement === undefined)
      throw new Error(`Adding a name to an import broke the file:\n${text}`)
    const inBraces = statement.bindings.filter(({ isInBraces }) => isInBraces)
    const isSorted = inBraces.every(({ imported }, at) => {
      return at === 0 || compareNaturally(inBraces[at - 1]?.imported ?? '', imported) <= 0
    })
    const later = inBraces.findIndex(
      ({ imported }) => compareNaturally(name.imported, imported) < 0,
    )
    const index = isSorted && later !== -1 ? later : inBraces.length
    const flat = printName(name, host.isType)
    const list = bracesOf(now, statement)
    return change({ source: now }, addToFlow(list, index, { flat, lines: [flat] }))
  }, source.text)
}

export function bracesOf(
  { text, program }: CodeSource,
  { node, bindings }: ImportStatement,
): FlowList {
  const members = bindings
    .filter(({ isInBraces }) => isInBraces)
    .map((one) => spanOf(one.node, text))
  const start = text.lastIndexOf('{', members[0]?.start)
  const end = text.indexOf('}', members.at(-1)?.end) + 1
  const unit = styleOf({ text, program }).unit ?? '  '
  return {
    text,
    kind: 'object',
    start: Math.max(start, node.start ?? 0),
    end,
    members,
    expands: false,
    unit,
  }
}

function printImport(statement: ImportStatement, bindings: readonly ImportBinding[]): string {
  return `${printHead({ ...statement, bindings })} from ${statement.origin}`
}

export function printHead({ isType, bindings }: ImportStatement): string {
  const whole = bindings.flatMap(({ imported, local, isInBraces }) => {
    return isInBraces ? [] : [imported === '*' ? `* as ${local}` : local]
  })
  const names = bindings.filter(({ isInBraces }) => isInBraces)
  const inBraces = names.map((name) => printName(name, isType)).join(', ')
  const braces = names.length === 0 ? [] : [`{ ${inBraces} }`]
  return `import ${isType ? 'type ' : ''}${[...whole, ...braces].join(', ')}`
}

function printName({ imported, local, isType }: ImportBinding, isInType: boolean): string {
  const name = imported === local ? local : `${imported} as ${local}`
  return isType && !isInType ? `type ${name}` : name
}

function checked(
  changed: string | undefined,
  { source, wanted }: ReadImports,
  bindings: readonly ImportBinding[],
): Inserted {
  if (changed === undefined) return unable('The imports share their lines with other code.')
  const after = readCode(changed)
  if (after === undefined) throw new Error(`Inserting an import broke the file:\n${changed}`)
  assertOnly(source, after, { from: wanted.source, bindings })
  return { outcome: 'applied', text: changed }
}

type ImportedNames = { readonly from: string; readonly bindings: readonly ImportBinding[] }

/** Two files may differ in these names and in nothing else. */
export function assertOnly(
  smaller: CodeSource,
  larger: CodeSource,
  { from, bindings }: ImportedNames,
) {
  const [less, more] = [importMeaning(smaller), importMeaning(larger)]
  const added = bindings.map(
    ({ imported, local, isType }) => `${from} ${imported} ${local} ${isType}`,
  )
  const expected = [...less.names, ...(added.length === 0 ? [`${from} alone`] : added)]
  const isRight = less.rest === more.rest && isSame(expected, more.names)
  if (!isRight) throw new Error(`An import broke the file:\n${codeOf(larger.program, larger.text)}`)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join('\n') === other.toSorted().join('\n')
}
