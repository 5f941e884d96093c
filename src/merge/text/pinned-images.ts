import type { TextPart } from './text-merge.ts'

/** Settles conflicts between two versions of an image: the version that the person chose stays. */
export function keepImages(parts: readonly TextPart[]): readonly TextPart[] {
  return parts.map((part) => {
    if (part.kind === 'settled') return part
    const [base, disk, next] = [part.base, part.disk, part.next].map((text) => text.split('\n'))
    const lines = disk?.map((line, at) => chosenLine(line, base?.[at], next?.[at]))
    const isAligned = disk?.length === base?.length && disk?.length === next?.length
    if (!isAligned || lines === undefined || lines.includes(undefined)) return part
    return { kind: 'settled', text: lines.join('\n') }
  })
}

function chosenLine(disk: string, base = '', next = ''): string | undefined {
  if (disk === next || next === base) return disk
  if (disk === base) return next
  const image = imageOf(base)
  return image !== undefined && imageOf(disk) === image && imageOf(next) === image
    ? disk
    : undefined
}

/** The line of a Dockerfile without the version of its image: `FROM node:24-slim AS base`. */
function imageOf(line: string): string | undefined {
  const [, start, rest = ''] =
    /^(FROM\s+(?:--platform=\S+\s+)?[^\s:@]+)[:@]\S+(.*)$/i.exec(line) ?? []
  return start && start + rest
}
