/**
 * Unites two environment files by variable, each with the comments directly above it. The later side wins where the
 * variable stands; a variable that is commented out (`# DATABASE_URL=…`) counts as that variable.
 */
export function mergeEnv(base: string, over: string): string {
  const earlier = blocksOf(base)
  const merged = oneEach(blocksOf(over)).reduce(addBlock, earlier)
  return merged === earlier ? base : printBlocks(merged)
}

/** Sets one variable, in place (a commented-out one comes to life) or at the end; quotes only what needs quotes. */
export function setEnv(content: string, name: string, value: string): string {
  if (readEnv(content).get(name) === value) return content
  const blocks = blocksOf(content)
  const at = findBlock(blocks, name)
  const known = blocks[at]
  const line = `${name}=${quote(value)}`
  if (known !== undefined) return printBlocks(blocks.with(at, { ...known, line }))
  return printBlocks(append(blocks, { name, comments: [], line, blank: false }))
}

/** Reads the variables that are set, unquoted. */
export function readEnv(content: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  for (const line of content.split('\n')) {
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
  /** A blank line stands before it. */
  readonly blank: boolean
}

// Of several blocks for one variable only the one that counts is laid over another file.
function oneEach(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(({ name }, at) => name === undefined || findBlock(blocks, name) === at)
}

function addBlock(
  blocks: readonly Block[],
  added: Block,
  index: number,
  all: readonly Block[],
): readonly Block[] {
  if (added.name === undefined)
    return headsNew(blocks, all.slice(index)) ? [...blocks, { ...added, blank: true }] : blocks
  if (blocks.some((known) => isServedBy(added, known))) return blocks
  const at = findBlock(blocks, added.name)
  const known = blocks[at]
  if (known === undefined)
    return append(blocks, { ...added, blank: added.blank || added.comments.length > 0 })
  const comments = added.comments.length > 0 ? added.comments : known.comments
  return blocks.with(at, { ...known, comments, line: added.line })
}

// A comment that ends the file heads no variable, and must not come to head the new one.
function append(blocks: readonly Block[], added: Block): readonly Block[] {
  const last = blocks.at(-1)
  return [
    ...blocks,
    { ...added, blank: added.blank || (last !== undefined && last.name === undefined) },
  ]
}

// A comment that stands alone comes along only with the new variables that follow it.
function headsNew(blocks: readonly Block[], [remark, ...following]: readonly Block[]): boolean {
  const next = following.find((block) => block.name !== undefined)
  if (next?.name === undefined || findBlock(blocks, next.name) !== -1) return false
  return !blocks.some((known) => known.comments.join('\n') === remark?.comments.join('\n'))
}

function isServedBy(added: Block, known: Block): boolean {
  if (known.name !== added.name || known.line !== added.line) return false
  return added.comments.length === 0 || added.comments.join('\n') === known.comments.join('\n')
}

// Of several the last counts, as it does for those who read the file; one that is set goes before commented-out ones.
function findBlock(blocks: readonly Block[], name: string): number {
  const set = blocks.findLastIndex((block) => block.name === name && !block.line?.startsWith('#'))
  return set === -1 ? blocks.findLastIndex((block) => block.name === name) : set
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
  let comments: string[] = []
  for (const [at, line] of lines.entries()) {
    const name = nameOf(line)
    const next = lines.slice(at + 1).find((other) => !(isComment(other) && nameOf(other) === name))
    // An example right above its variable is a comment on it.
    const isExample = isComment(line) && next !== undefined && nameOf(next) === name
    if (name === undefined || isExample) comments.push(line)
    else {
      blocks.push({ name, comments, line, blank: false })
      comments = []
    }
  }
  return comments.length === 0
    ? blocks
    : [...blocks, { name: undefined, comments, line: undefined, blank: false }]
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
  if (quoted === undefined) return value.replace(/\s+#.*$|^#.*$/, '').trimEnd()
  return mark === '"' ? quoted.replaceAll('\\n', '\n') : quoted
}
