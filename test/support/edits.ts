import fc from 'fast-check'

/** One edit that a person makes in a file. `at` and `size` are read modulo what there is. */
export type PersonEdit = {
  readonly op: 'insert' | 'replace' | 'delete' | 'move' | 'rename'
  /** Inside what the template changes, if there is such a place. */
  readonly isInside: boolean
  readonly file: number
  readonly at: number
  readonly to: number
  readonly size: number
}

const far = fc.nat({ max: 100_000 })

/** What a person does to a project between two versions of its template. */
export const editSet: fc.Arbitrary<readonly PersonEdit[]> = fc.array(
  fc.record({
    op: fc.constantFrom('insert', 'insert', 'replace', 'replace', 'delete', 'move', 'rename'),
    isInside: fc.boolean(),
    ...{ file: far, at: far, to: far, size: fc.integer({ min: 1, max: 3 }) },
  }),
  { minLength: 1, maxLength: 6 },
)

/** A line of an edited file: the number of the line of the base that it is, if it is one. */
export type OwnLine = { readonly text: string; readonly from: number | undefined }

/** A file of lines that is being edited. */
export type EditedFile = {
  readonly path: string
  lines: OwnLine[]
  /** The texts that only the person's lines have; each must be in the result once. */
  marks: string[]
  isRenamed: boolean
}

export function editedFile(path: string, text: string): EditedFile {
  const lines = text.split('\n').map((line, from) => ({ text: line, from }))
  return { path, lines, marks: [], isRenamed: false }
}

export function textOfLines({ lines }: EditedFile): string {
  return lines.map(({ text }) => text).join('\n')
}

/**
 * Makes one edit.
 * @param start the line of the base near which it is made.
 * @param mark a text that is nowhere else.
 */
export function makeEdit(
  file: EditedFile,
  { op, to, size }: PersonEdit,
  { start, mark }: { start: number; mark: string },
): void {
  if (op === 'rename') {
    file.isRenamed = true
    return
  }
  const { lines } = file
  const found = lines.findIndex(({ from }) => from !== undefined && from >= start)
  const at = found < 0 ? lines.length - 1 : found
  if (op === 'insert') {
    const line = ownLine(
      file.path,
      { before: lines[at - 1]?.text ?? '', after: lines[at]?.text ?? '' },
      mark,
    )
    if (line === undefined) return
    lines.splice(at, 0, { text: line, from: undefined })
    file.marks.push(mark)
    return
  }
  if (op === 'replace') {
    const line = replacedLine(file.path, lines[at]?.text ?? '', mark)
    if (line === undefined) return
    lines.splice(at, 1, { text: line, from: undefined })
    file.marks.push(mark)
    return
  }
  // A line of the person's own is not taken away again.
  const block = lines.slice(at, Math.min(at + size, lines.length - 1))
  if (block.length === 0 || block.some(({ text }) => /mine\d/.test(text)) || isData(file.path))
    return
  lines.splice(at, block.length)
  if (op === 'delete') return
  const place = lines.length === 0 ? 0 : to % lines.length
  lines.splice(place, 0, ...block.map(({ text }) => ({ text, from: undefined })))
}

/** Files of which most single lines cannot be taken away without making them unreadable. */
function isData(path: string): boolean {
  return /\.(?:json|ya?ml)$/.test(path)
}

/** A line that a person could add there; undefined where it would make the file unreadable. */
function ownLine(
  path: string,
  { before, after }: { before: string; after: string },
  mark: string,
): string | undefined {
  const indent = /^\s*/.exec(after)?.[0] ?? ''
  if (path.endsWith('.json')) {
    if (!/^\s*"[^"]+":.*,$/.test(after)) return undefined
    return /[{,]$/.test(before) ? `${indent}"${mark}": true,` : undefined
  }
  if (/\.ya?ml$/.test(path))
    return /^\s*[\w-]+: *\S/.test(after) ? `${indent}${mark}: 1` : undefined
  if (/\.[cm]?[jt]sx?$/.test(path)) return `${indent}// ${mark}`
  if (/(?:^|\/)\.env/.test(path)) return `${mark.toUpperCase()}=1`
  return `${indent}${mark}`
}

function replacedLine(path: string, line: string, mark: string): string | undefined {
  if (/mine\d/i.test(line)) return undefined
  if (/(?:^|\/)\.env/.test(path)) return undefined
  if (path.endsWith('.json')) {
    const isVersion = /": "[\^~]?\d/.test(line)
    return !isVersion && /": "[^"]*",?$/.test(line)
      ? line.replace(/": "[^"]*"(,?)$/, `": "${mark}"$1`)
      : undefined
  }
  if (/\.ya?ml$/.test(path)) {
    return /^\s*[\w-]+: [^\s"'{[&*|>].*$/.test(line) && !/uses:|image:/.test(line)
      ? line.replace(/: .*$/, `: ${mark}`)
      : undefined
  }
  return ownLine(path, { before: '', after: line }, mark)
}
