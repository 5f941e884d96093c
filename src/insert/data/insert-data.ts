import type { Inserted, Insertion } from '../../model/generated/insertion.ts'
import { withoutMark } from '../../text.ts'
import { insertAtMarker, takeOutAtMarker } from './at-marker.ts'
import { insertAtPath, takeOutAtPath } from './at-path.ts'
import { insertUnderHeading, takeOutUnderHeading } from './under-heading.ts'

/** An insertion into a file that is no code: at a path, under a heading, or above a comment. */
export type DataInsertion = Extract<Insertion, { readonly anchor: 'path' | 'list' | 'marker' }>

/** Inserts into a JSON, a YAML, a Markdown document, or above a comment of any file. */
export function insertData(text: string, insertion: DataInsertion): Inserted {
  return withMark(text, insertion, (plain, wanted) => {
    if (wanted.anchor === 'path') return insertAtPath(plain, wanted)
    if (wanted.anchor === 'list') return insertUnderHeading(plain, wanted)
    return insertAtMarker(plain, wanted)
  })
}

/** Takes out what insertData inserted. */
export function takeOutData(text: string, insertion: DataInsertion): Inserted {
  return withMark(text, insertion, (plain, wanted) => {
    if (wanted.anchor === 'path') return takeOutAtPath(plain, wanted)
    if (wanted.anchor === 'list') return takeOutUnderHeading(plain, wanted)
    return takeOutAtMarker(plain, wanted)
  })
}

/** A byte order mark stays, and what is inserted may have any line ends. */
function withMark(
  text: string,
  insertion: DataInsertion,
  change: (plain: string, insertion: DataInsertion) => Inserted,
): Inserted {
  const plain = withoutMark(text)
  const wanted = { ...insertion, text: insertion.text.replaceAll('\r\n', '\n').trimEnd() }
  if (wanted.text.trim() === '') return { outcome: 'unable', why: 'There is no text to insert.' }
  const changed = change(plain, wanted)
  const mark = text.slice(0, text.length - plain.length)
  return changed.outcome === 'applied' ? { ...changed, text: mark + changed.text } : changed
}
