import type { Inserted, Insertion, NamedAnchor } from '../model/generated/insertion.ts'
import { withoutMark } from '../text.ts'
import { insertImport } from './code/at-import.ts'
import { jsxShape } from './code/at-jsx.ts'
import { callShape, classShape } from './code/at-lines.ts'
import { arrayShape, objectShape } from './code/at-list.ts'
import { insertMember, takeOutMember } from './code/insert-member.ts'
import { takeOutImport } from './code/take-out-import.ts'
import { insertData, takeOutData } from './data/insert-data.ts'
import { insertPrisma, takeOutPrisma } from './prisma/at-prisma.ts'

/** Adds something to a text, once. All that is there already stays as it is, byte for byte. */
export function insert(text: string, insertion: Insertion): Inserted {
  switch (insertion.anchor) {
    case 'path':
    case 'list':
    case 'marker':
      return insertData(text, insertion)
    case 'model':
    case 'field':
      return withMark(text, (plain) => insertPrisma(plain, insertion))
    case 'import':
      return withMark(text, (plain) => insertImport(plain, insertion.text))
    default:
      return withMark(text, (plain) => insertMember(plain, insertion, shapes[insertion.anchor]))
  }
}

/**
 * Takes out what `insert` adds, wherever it is now. An import stays while something uses its names, so what uses them
 * has to be taken out before.
 */
export function takeOut(text: string, insertion: Insertion): Inserted {
  switch (insertion.anchor) {
    case 'path':
    case 'list':
    case 'marker':
      return takeOutData(text, insertion)
    case 'model':
    case 'field':
      return withMark(text, (plain) => takeOutPrisma(plain, insertion))
    case 'import':
      return withMark(text, (plain) => takeOutImport(plain, insertion.text))
    default:
      return withMark(text, (plain) => takeOutMember(plain, insertion, shapes[insertion.anchor]))
  }
}

const shapes: Readonly<Record<NamedAnchor['anchor'], typeof arrayShape>> = {
  array: arrayShape,
  object: objectShape,
  call: callShape,
  class: classShape,
  jsx: jsxShape,
}

/** A byte order mark stays. */
function withMark(text: string, change: (plain: string) => Inserted): Inserted {
  const plain = withoutMark(text)
  const changed = change(plain)
  const mark = text.slice(0, text.length - plain.length)
  return changed.outcome === 'applied' ? { ...changed, text: mark + changed.text } : changed
}
