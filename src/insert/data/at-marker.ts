import type { Inserted } from '../../model/generated/insertion.ts'
import { indentAt, lineBreakAt, lineEnd, spliceText } from './splices.ts'

/** Lines to insert above a comment of any text file. */
export interface AtMarker {
  readonly comment: string
  readonly text: string
}

/** Adds lines above the line with a comment. */
export function insertAtMarker(content: string, { comment, text }: AtMarker): Inserted {
  const [marker, second] = findMarkers(content, comment)
  if (marker === undefined) return { outcome: 'unable', why: `There is no comment "${comment}".` }
  if (second !== undefined)
    return { outcome: 'unable', why: `There is more than one comment "${comment}".` }
  const around = blockAround(content, marker)
  if (findLines(content, text).some(({ start, end }) => start >= around.start && end <= around.end))
    return { outcome: 'already' }
  const [lineBreak, indent] = [lineBreakAt(content, marker), indentAt(content, marker)]
  const lines = text.split('\n').map((line) => (line === '' ? '' : indent + line) + lineBreak)
  return {
    outcome: 'applied',
    text: spliceText(content, [{ start: marker, end: marker, text: lines.join('') }]),
  }
}

/** Removes the lines that insertAtMarker added, in the block of the marker; without a marker, where they are once. */
export function takeOutAtMarker(content: string, { comment, text }: AtMarker): Inserted {
  const all = findLines(content, text)
  const markers = findMarkers(content, comment)
  const blocks = markers.map((marker) => blockAround(content, marker))
  const within = all.filter(({ start, end }) =>
    blocks.some((block) => start >= block.start && end <= block.end),
  )
  const found = markers.length === 0 ? all : within
  const [first, second] = found
  if (first === undefined) return { outcome: 'already' }
  const isUnclear = second !== undefined && markers.length !== 1
  if (isUnclear) return { outcome: 'unable', why: 'The lines are there more than once.' }
  const nearest = found.findLast(({ end }) => end <= (markers[0] ?? content.length)) ?? first
  return { outcome: 'applied', text: spliceText(content, [{ ...nearest, text: '' }]) }
}

/** Where the lines begin that end with the comment. */
function findMarkers(content: string, comment: string): readonly number[] {
  const wanted = withoutSigns(comment)
  const found: number[] = []
  for (const start of lineStarts(content)) {
    const line = content.slice(start, lineEnd(content, start))
    const sign = line.search(openers)
    if (sign !== -1 && allComments(line).includes(wanted)) found.push(start)
  }
  return found
}

/** What begins and ends a comment, in the languages of most files. */
const openers = /\/\/|\/\*|\{\/\*|<!--|#|--|;|%/
const closers = /\s*(?:\*\/\}?|-->)\s*$/

/** What a line says behind each sign that may begin a comment. */
function allComments(line: string): readonly string[] {
  const signs = line.matchAll(new RegExp(openers, 'g'))
  return [...signs].map(({ index }) => withoutSigns(line.slice(index)))
}

function withoutSigns(comment: string): string {
  const bare = comment.trim().replace(new RegExp(`^\\{?(?:${openers.source})+\\s*`), '')
  return bare.replace(closers, '').trim()
}

interface LineRange {
  readonly start: number
  readonly end: number
}

/** The lines around a marker that are indented as it is, or deeper. */
function blockAround(content: string, marker: number): LineRange {
  const { length } = indentAt(content, marker)
  const isInside = (at: number) => {
    const line = content.slice(at, lineEnd(content, at))
    return line.trim() === '' || indentAt(content, at).length >= length
  }
  const starts = lineStarts(content)
  const own = starts.indexOf(marker)
  const above = starts.slice(0, own).findLast((at) => !isInside(at))
  const below = starts.slice(own).find((at) => !isInside(at))
  return { start: above ?? 0, end: below ?? content.length }
}

/** All places of lines that are the same but for their indents. The last line break belongs to them. */
function findLines(content: string, text: string): readonly LineRange[] {
  const wanted = text.split('\n').map((line) => line.trim())
  const starts = lineStarts(content)
  return starts.flatMap((start, index) => {
    const own = starts.slice(index, index + wanted.length)
    const isSame = wanted.every((line, at) => {
      const place = own[at]
      return place !== undefined && content.slice(place, lineEnd(content, place)).trim() === line
    })
    return isSame ? [{ start, end: starts[index + wanted.length] ?? content.length }] : []
  })
}

function lineStarts(content: string): readonly number[] {
  const starts = [0]
  for (const { index } of content.matchAll(/\n/g)) starts.push(index + 1)
  return starts
}
