import { EditError } from '../../errors/edit-error.ts'
import { displayWidth } from '../layout/display-width.ts'
import { type Comment, withGap } from '../layout/layout.ts'

/** One name inside the braces of an import. */
export interface ImportedName {
  readonly imported: string
  readonly local: string
  readonly isType: boolean
}

/** One import statement, with its comments. */
export interface Import {
  /** The original text; absent when the import has to be printed. */
  readonly text?: string | undefined
  readonly isType: boolean
  readonly defaultName?: string | undefined
  readonly namespace?: string | undefined
  readonly names: readonly ImportedName[]
  readonly source: string
  /** `"x" with { … }` as written, without the text before it. */
  readonly origin: string
  readonly lines: number
  readonly before: readonly Comment[]
  readonly after: readonly Comment[]
}

/** What decides where an import is among others. */
export type ImportOrder = Pick<Import, 'source' | 'isType' | 'namespace'>

/** Merges two lists of imports in the order of Biome's organizeImports. Returns `base` when nothing is added. */
export function mergeImports(base: readonly Import[], over: readonly Import[]): readonly Import[] {
  return over.reduce(addImport, base)
}

/** Prints an import as Biome does. */
export function printImport(statement: Import): string {
  if (statement.text !== undefined) return statement.text
  const { isType, defaultName, namespace, names, origin } = statement
  const start = isType ? 'import type ' : 'import '
  const whole = [defaultName, namespace && `* as ${namespace}`].filter((part) => part !== undefined)
  if (whole.length === 0 && names.length === 0) return `import ${origin};`
  const inBraces = names.map(printName)
  const braces = inBraces.length === 0 ? [] : [`{ ${inBraces.join(', ')} }`]
  const flat = `${start}${[...whole, ...braces].join(', ')} from ${origin};`
  if (displayWidth(flat) <= 80 || inBraces.length === 0) return flat
  const lines = [...whole, `{\n${inBraces.map((name) => `  ${name},\n`).join('')}}`]
  return `${start}${lines.join(', ')} from ${origin};`
}

function addImport(imports: readonly Import[], added: Import): readonly Import[] {
  if (isSideEffect(added)) {
    return imports.some((known) => known.origin === added.origin)
      ? imports
      : [...imports, withGap(added, 1)]
  }
  const missing = withoutKnown(added, imports)
  if (missing === undefined) return imports
  const others = missing.isType ? imports : imports.flatMap((known) => withoutTypes(known, missing))
  const hostAt = others.findIndex((known) => canHost(known, missing))
  const host = others[hostAt]
  return host === undefined ? insert(others, missing) : others.with(hostAt, unite(host, missing))
}

// The names that are still missing. A value import also provides the type.
function withoutKnown(added: Import, imports: readonly Import[]): Import | undefined {
  const same = imports.filter((known) => known.origin === added.origin)
  const serves = same.filter((known) => added.isType || !known.isType)
  const hasName = (name: ImportedName) => {
    const typeIsEnough = added.isType || name.isType
    return same.some((known) =>
      known.names.some(
        (other) => isSameName(other, name) && (typeIsEnough || !(known.isType || other.isType)),
      ),
    )
  }
  const names = added.names.filter((name) => !hasName(name))
  const defaultName = serves.some((known) => known.defaultName === added.defaultName)
    ? undefined
    : added.defaultName
  const namespace = serves.some((known) => known.namespace === added.namespace)
    ? undefined
    : added.namespace
  if (defaultName === undefined && namespace === undefined && names.length === 0) return undefined
  const missing = { ...added, names, defaultName, namespace }
  for (const local of localsOf(missing)) {
    const other = imports.find((known) => known.origin !== added.origin && declares(known, local))
    if (other !== undefined)
      throw new EditError(
        `Both files import ${local}: one from ${other.origin}, the other from ${added.origin}.`,
      )
  }
  const isWhole =
    names.length === added.names.length &&
    defaultName === added.defaultName &&
    namespace === added.namespace
  return isWhole ? missing : { ...missing, text: undefined }
}

// A name that is imported as a value must not also be declared by an `import type`.
function withoutTypes(known: Import, added: Import): Import[] {
  if (!known.isType || known.origin !== added.origin) return [known]
  const names = known.names.filter((name) => !added.names.some((other) => isSameName(name, other)))
  const defaultName = known.defaultName === added.defaultName ? undefined : known.defaultName
  if (names.length === known.names.length && defaultName === known.defaultName) return [known]
  const left = { ...known, text: undefined, names, defaultName }
  return isSideEffect(left) ? [] : [left]
}

function canHost(known: Import, added: Import): boolean {
  if (known.origin !== added.origin || known.isType !== added.isType || isSideEffect(known))
    return false
  if (known.defaultName !== undefined && added.defaultName !== undefined) return false
  const united = unite(known, added)
  const parts = [united.defaultName, united.namespace, united.names[0]].filter(
    (part) => part !== undefined,
  )
  // A type import has a default or names, never both. A namespace is alone or follows a default.
  if (
    united.namespace !== undefined &&
    (united.names.length > 0 || (known.namespace && added.namespace))
  )
    return false
  return !known.isType || parts.length === 1
}

function unite(known: Import, added: Import): Import {
  const kept = known.names.filter((name) => !added.names.some((other) => isSameName(name, other)))
  const names = [...kept, ...added.names].toSorted(
    (a, b) => compareNaturally(a.imported, b.imported) || compareNaturally(a.local, b.local),
  )
  const defaultName = known.defaultName ?? added.defaultName
  return {
    ...known,
    text: undefined,
    defaultName,
    namespace: known.namespace ?? added.namespace,
    names,
  }
}

// Biome sorts within chunks. A blank line or a side-effect import ends a chunk. New imports go into the last one.
function insert(imports: readonly Import[], added: Import): readonly Import[] {
  const end = imports.findLastIndex((known) => !isSideEffect(known)) + 1
  if (end === 0) return [...imports, withGap(added, 1)]
  let start = end - 1
  while (start > 0 && !startsChunk(imports, start)) start -= 1
  const later = imports.findIndex(
    (known, at) => at >= start && at < end && compareImports(added, known) < 0,
  )
  const at = later === -1 ? end : later
  const next = imports[at]
  if (at !== start || next === undefined) return imports.toSpliced(at, 0, withGap(added, 1))
  return imports.toSpliced(at, 1, withGap(added, gapBefore(next)), withGap(next, 1))
}

function startsChunk(imports: readonly Import[], at: number): boolean {
  const [previous, statement] = [imports[at - 1], imports[at]]
  if (previous === undefined || statement === undefined || isSideEffect(previous)) return true
  return gapBefore(statement) > 1
}

function gapBefore({ before, lines }: Import): number {
  return before[0]?.lines ?? lines
}

export function compareImports(a: ImportOrder, b: ImportOrder): number {
  const [x, y] = [a.source, b.source]
  return rankOf(x) - rankOf(y) || compareNaturally(x, y) || kindOf(a) - kindOf(b)
}

// The order of https://biomejs.dev/assist/actions/organize-imports: URLs, protocols, packages, aliases, paths.
function rankOf(source: string): number {
  if (source.startsWith('..')) return 4
  if (source.startsWith('.') || source.startsWith('/')) return 5
  if (source.startsWith('@/') || '#~$%'.includes(source.charAt(0))) return 3
  if (source.includes('://')) return 0
  return source.includes(':') ? 1 : 2
}

function kindOf({ isType, namespace }: ImportOrder): number {
  return isType ? 0 : namespace === undefined ? 2 : 1
}

/** Compares as Biome does: numbers by value, letters without case; if only the case differs, upper case first. */
export function compareNaturally(a: string, b: string): number {
  const at = differenceOf(a, b)
  const [piece = '', other = ''] = [a, b].map((text) => /^(?:\d+|\D)/.exec(text.slice(at))?.[0])
  if (piece === '' || other === '') return piece.length - other.length
  const difference = Number(piece) - Number(other)
  if (!Number.isNaN(difference) && difference !== 0) return difference
  const [lower, otherLower] = [piece.toLowerCase(), other.toLowerCase()]
  if (lower === otherLower) return piece < other ? -1 : 1
  return rankOfSign(lower) - rankOfSign(otherLower) || (lower < otherLower ? -1 : 1)
}

/** Signs come before digits and letters, in this order. */
const signs = `/'"?#=&;,@:. _-+*!%$()[]{}<>|^~\``

function rankOfSign(character: string): number {
  const rank = signs.indexOf(character)
  return rank === -1 ? signs.length : rank
}

/** The position where two texts start to differ; numbers are compared as a whole. */
function differenceOf(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const isInNumber = isDigit(a[at]) || isDigit(b[at])
  while (isInNumber && isDigit(a[at - 1])) at -= 1
  return at
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /\d/.test(character)
}

function localsOf({ defaultName, namespace, names }: Import): string[] {
  return [defaultName, namespace, ...names.map((name) => name.local)].filter(
    (name) => name !== undefined,
  )
}

function declares({ defaultName, namespace, names }: Import, local: string): boolean {
  return [defaultName, namespace].includes(local) || names.some((name) => name.local === local)
}

function isSideEffect({ defaultName, namespace, names }: Import): boolean {
  return defaultName === undefined && namespace === undefined && names.length === 0
}

function isSameName(a: ImportedName, b: ImportedName): boolean {
  return a.imported === b.imported && a.local === b.local
}

function printName({ imported, local, isType }: ImportedName): string {
  const name = imported === local ? local : `${imported} as ${local}`
  return isType ? `type ${name}` : name
}
