import { editPlainly, plainText } from '../text.ts'

/**
 * Merges two environment files by variable, each with the comments directly above it. The later side wins, and the
 * variable keeps its position. A variable that is commented out (`# DATABASE_URL=…`) counts as that variable.
 */
export function mergeEnv(base: string, over: string): string {
  const earlier = blocksOf(base)
  const merged = layOver(earlier, oneEach(blocksOf(over)))
  return merged.every((block, at) => block === earlier[at]) ? base : printBlocks(merged)
}

/** Sets variables in place, also commented-out ones, or adds them at the end. Adds quotes only where needed. */
export function setEnv(content: string, values: ReadonlyMap<string, string>): string {
  return editPlainly(content, (plain) => setIn(plain, values))
}

function setIn(content: string, values: ReadonlyMap<string, string>): string {
  const known = readEnv(content)
  const changed = [...values].filter(([name, value]) => known.get(name) !== value)
  if (changed.length === 0) return content
  const blocks = [...blocksOf(content)]
  const places = placesOf(blocks)
  for (const [name, value] of changed) {
    const { at, block } = places.get(name) ?? {
      at: blocks.length,
      block: appended({ name, comments: [], line: '', blank: false }, blocks.at(-1)),
    }
    blocks[at] = { ...block, line: `${name}=${quote(value)}` }
  }
  return printBlocks(blocks)
}

/** Reads the variables that are set, unquoted. */
export function readEnv(content: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  for (const line of plainText(content).split('\n')) {
    const variable = variableOf(line)
    if (variable !== undefined) variables.set(variable.name, unquote(variable.value))
  }
  return variables
}

/** A variable with the comments directly above it, or, without a name, comments that head no variable. */
interface Block {
  readonly name: string | undefined
  readonly comments: readonly string[]
  readonly line: string | undefined
  /** There is a blank line before it. */
  readonly blank: boolean
}

/** The block that defines a variable, and all blocks of that variable. */
interface Variable {
  readonly at: number
  readonly block: Block
  readonly all: readonly Block[]
}

// The last block wins, as in programs that read the file; a set variable wins over commented-out ones.
function placesOf(blocks: readonly Block[]): ReadonlyMap<string, Variable> {
  const places = new Map<string, Variable & { all: Block[] }>()
  for (const [at, block] of blocks.entries()) {
    if (block.name === undefined) continue
    const known = places.get(block.name)
    const all = known?.all ?? []
    all.push(block)
    const isBehind = known !== undefined && isSet(known.block) && !isSet(block)
    places.set(block.name, isBehind ? known : { at, block, all })
  }
  return places
}

function isSet({ line }: Block): boolean {
  return line?.startsWith('#') === false
}

// Of several blocks for one variable, only the one that wins is merged into another file.
function oneEach(blocks: readonly Block[]): readonly Block[] {
  const places = placesOf(blocks)
  return blocks.filter((block) => {
    return block.name === undefined || places.get(block.name)?.block === block
  })
}

function layOver(earlier: readonly Block[], later: readonly Block[]): readonly Block[] {
  const merged = [...earlier]
  const places = placesOf(earlier)
  const remarks = new Set(earlier.map(remarkOf))
  const ahead = namesAhead(later)
  for (const [index, added] of later.entries()) {
    const known = places.get(added.name ?? '')
    if (added.name === undefined) {
      const next = ahead[index]
      // A separate comment is added only together with the new variables that follow it.
      const isNew = next !== undefined && !places.has(next) && !remarks.has(remarkOf(added))
      if (isNew) merged.push({ ...added, blank: true })
    } else if (known === undefined) {
      const blank = added.blank || added.comments.length > 0
      merged.push(appended({ ...added, blank }, merged.at(-1)))
    } else if (!known.all.some((block) => isServedBy(added, block))) {
      const comments = added.comments.length > 0 ? added.comments : known.block.comments
      merged[known.at] = { ...known.block, comments, line: added.line }
    }
    remarks.add(remarkOf(added))
  }
  return merged
}

// A comment at the end of the file belongs to no variable and must not end up above the new one.
function appended(block: Block, last: Block | undefined): Block {
  return { ...block, blank: block.blank || (last !== undefined && last.name === undefined) }
}

function remarkOf({ comments }: Block): string {
  return comments.join('\n')
}

/** For each block, the name of the first variable after it. */
function namesAhead(blocks: readonly Block[]): readonly (string | undefined)[] {
  let name: string | undefined
  const ahead = blocks.toReversed().map((block) => {
    const found = name
    name = block.name ?? name
    return found
  })
  return ahead.reverse()
}

function isServedBy(added: Block, known: Block): boolean {
  if (known.line !== added.line) return false
  return added.comments.length === 0 || remarkOf(added) === remarkOf(known)
}

function blocksOf(content: string): readonly Block[] {
  const paragraphs = content
    .split(/\n\s*\n/)
    .map((text) => text.split('\n').map((line) => line.trim()))
  return paragraphs.flatMap((lines, index) => {
    const [first, ...others] = blocksIn(lines.filter((line) => line !== ''))
    return first === undefined ? [] : [{ ...first, blank: index > 0 }, ...others]
  })
}

function blocksIn(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = []
  const examples = examplesIn(lines)
  let comments: string[] = []
  for (const [at, line] of lines.entries()) {
    const name = nameOf(line)
    if (name === undefined || examples.has(at)) comments.push(line)
    else {
      blocks.push({ name, comments, line, blank: false })
      comments = []
    }
  }
  return comments.length === 0
    ? blocks
    : [...blocks, { name: undefined, comments, line: undefined, blank: false }]
}

// An example directly above its variable, or above another example of it, is a comment on it.
function examplesIn(lines: readonly string[]): ReadonlySet<number> {
  const examples = new Set<number>()
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const [line = '', next = ''] = lines.slice(at, at + 2)
    const isAbove = isComment(line) && nameOf(line) === nameOf(next)
    if (isAbove && (!isComment(next) || examples.has(at + 1))) examples.add(at)
  }
  return examples
}

function isComment(line: string): boolean {
  return line.startsWith('#')
}

function nameOf(line: string): string | undefined {
  return (variableOf(line) ?? variableOf(line.replace(/^#\s*/, '')))?.name
}

function printBlocks(blocks: readonly Block[]): string {
  const lines = blocks.flatMap(({ comments, line, blank }, index) => [
    ...(blank && index > 0 ? [''] : []),
    ...comments,
    ...(line === undefined ? [] : [line]),
  ])
  return `${lines.join('\n')}\n`
}

function variableOf(line: string): { name: string; value: string } | undefined {
  const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line) ?? []
  return name === undefined || value === undefined ? undefined : { name, value: value.trim() }
}

function quote(value: string): string {
  if (/^[^\s#'"`$\\]*$/.test(value)) return value
  if (!value.includes("'") && !value.includes('\n')) return `'${value}'`
  return `"${value.replaceAll('\n', '\\n')}"`
}

function unquote(value: string): string {
  const [, mark, quoted] = /^(["'`])(.*)\1\s*(?:#.*)?$/.exec(value) ?? []
  if (quoted === undefined) return value.replace(/(?<=^|\s)#.*$/, '').trimEnd()
  return mark === '"' ? quoted.replaceAll('\\n', '\n') : quoted
}
