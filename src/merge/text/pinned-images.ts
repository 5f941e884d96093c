import type { TextPart } from './text-merge.ts'

/** Settles conflicts between two versions of an image: the version that the person chose stays. */
export function keepImages(parts: readonly TextPart[]): readonly TextPart[] {
  return parts.map((part) => {
    if (part.kind === 'settled') return part
    const [base = [], disk = [], next = []] = [part.base, part.disk, part.next].map(linesOf)
    const lines = disk.map((line, at) => chosenLine(line, base[at], next[at]))
    const isAligned = disk.length === base.length && disk.length === next.length
    const isAboutImages = disk.some((line) => imageOf(line) !== undefined)
    const isSettled = isAligned && isAboutImages && lines.every((line) => line !== undefined)
    return isSettled ? { kind: 'settled', text: lines.join('\n') } : part
  })
}

function linesOf(text: string): readonly string[] {
  return text.split('\n')
}

function chosenLine(disk: string, base = '', next = ''): string | undefined {
  if (disk === next || next === base) return disk
  if (disk === base) return next
  const image = imageOf(base)
  const isSameImage = image !== undefined && imageOf(disk) === image && imageOf(next) === image
  return isSameImage ? disk : undefined
}

/** The line of a Dockerfile without the version of its image: `FROM node:24-slim AS base`. */
function imageOf(line: string): string | undefined {
  const [, start, rest = ''] =
    /^(FROM\s+(?:--platform=\S+\s+)?[^\s:@]+)[:@]\S+(.*)$/i.exec(line) ?? []
  return start && start + rest
}
