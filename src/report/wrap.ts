/** The width that everything printed keeps to. */
export const lineWidth = 80

/** A text in lines of at most this width, broken at spaces only. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trimStart()
    if (line.length > width) lines.push(word)
    else lines[lines.length - 1] = line
  }
  return lines
}
