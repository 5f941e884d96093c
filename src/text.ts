/** What an editor of Windows may put before a text. npm and editors do not show it. */
const mark = '\uFEFF'

export function withoutMark(text: string): string {
  return text.startsWith(mark) ? text.slice(1) : text
}

/** A text as the edits read it: without a byte order mark, and with line feeds alone. */
export function plainText(text: string): string {
  return withoutMark(text).replaceAll('\r\n', '\n')
}

/**
 * Edits a text that may have a byte order mark and any line ends. An edited text has no mark, which JSON does not
 * allow, and the line ends that the text has most.
 */
export function editPlainly(text: string, edit: (plain: string) => string): string {
  const plain = plainText(text)
  const edited = edit(plain)
  if (edited === plain) return withoutMark(text)
  const [all, carriageReturns] = [countOf(text, '\n'), countOf(text, '\r\n')]
  return carriageReturns * 2 > all ? edited.replaceAll('\n', '\r\n') : edited
}

/** Says why a file cannot be read as text, as the end of a sentence that begins with the file. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError'
}

/** Decodes UTF-8, without a byte order mark. */
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: string } {
  const problem = encodingProblem(bytes)
  return problem === undefined ? { text: new TextDecoder().decode(bytes) } : { problem }
}

/** Why bytes cannot be read as text, as the end of a sentence that begins with the file. */
export function encodingProblem(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is not UTF-8 but UTF-16. Save it as UTF-8.'
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return 'is not UTF-8 but perhaps Latin-1. Save it as UTF-8.'
  }
  return bytes.includes(0) ? 'contains zero bytes. Save it as UTF-8.' : undefined
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1
}
