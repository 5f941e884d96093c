import { columnsOf, type Output, rowsOf } from '../io.ts'

/** An output that counts the rows written to it, so that they can be erased again. */
export function countRows(output: Output): { readonly output: Output; rows(): number } {
  let rows = 0
  const write = (text: string) => {
    rows += rowsDown(text)
    return output.write(text)
  }
  return { output: replacing(output, { write: () => write }), rows: () => rows }
}

/** An output whose size has room for a prompt. At a width of 0 clack would write one character a line. */
export function withRoom(output: Output): Output {
  return replacing(output, { columns: () => columnsOf(output), rows: () => rowsOf(output) })
}

/** Everything else, such as the `resize` event, comes from the terminal. */
function replacing(output: Output, own: Readonly<Record<string, () => unknown>>): Output {
  return new Proxy(output, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name]?.()
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Erases the last rows and moves the cursor to where they began. */
export function eraseRows(output: Output, rows: number): void {
  if (rows > 0) output.write(`\x1b[${rows}A\r\x1b[J`)
}

function rowsDown(text: string): number {
  const [plain = '', ...sequences] = text.split('\x1b[')
  return sequences.reduce((sum, sequence) => {
    const [, count, move] = /^(\d+)([AB])/.exec(sequence) ?? []
    const moved = move === undefined ? 0 : Number(count) * (move === 'A' ? -1 : 1)
    return sum + moved + linesIn(sequence)
  }, linesIn(plain))
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}
