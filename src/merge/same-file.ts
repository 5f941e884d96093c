import { hashOf, modeOf, type TreeFile } from '../model/tree.ts'
import { isSameText } from './text/text-form.ts'

/** Whether a file on disk is the one that was made. A checkout may give it CRLF, or take its executable bit. */
export function isSameFile(made: TreeFile, onDisk: TreeFile): boolean {
  const [wanted, found] = [modeOf(made), modeOf(onDisk)]
  const isSameMode = wanted === found || (wanted === 0o755 && found === 0o644)
  return isSameMode && isSameContent(made, onDisk)
}

/** Whether two files differ at most in their mode and their line ends. */
export function isSameContent(one: TreeFile, other: TreeFile): boolean {
  if (typeof one.content === 'string' && typeof other.content === 'string') {
    return isSameText(one.content, other.content)
  }
  return hashOf(one) === hashOf(other)
}
