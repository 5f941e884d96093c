import type { ParamValues } from '../../model/generated/generator.ts'

/** One item of a list, as a person types it: `dueOn:date`, `isbn:string!`, `returned:boolean=false`, `kind:enum(a,b)?`. */
export type ListItem = {
  readonly name: string
  /** Empty where the item has none. */
  readonly type: string
  /** What stands in parentheses after the type. */
  readonly choices: readonly string[]
  readonly isOptional: boolean
  readonly isUnique: boolean
  readonly default: string
}

/** Reads an item; undefined where it has another form. */
export function readItem(text: string): ListItem | undefined {
  const match = item.exec(text)
  if (match?.groups === undefined) return undefined
  const { name = '', type = '', choices, marks = '', value = '' } = match.groups
  return {
    ...{ name, type, choices: (choices ?? '').split(',').filter((one) => one !== '') },
    ...{ isOptional: marks.includes('?'), isUnique: marks.includes('!') },
    default: value,
  }
}

/** The items of a list in one text, as an entry keeps them: between blanks, in quotes where an item has some. */
export function readList(text: string): readonly string[] {
  const words = text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []
  return words.map((word) => (word.startsWith('"') ? unquoted(word) : word))
}

export function printList(items: readonly string[]): string {
  return items.map((one) => (/[\s"]/.test(one) ? JSON.stringify(one) : one)).join(' ')
}

/** The words of an item, for placeholders and sections: a word that is empty counts as no. */
export function wordsOf(item: ListItem): ParamValues {
  return {
    ...{ name: item.name, type: item.type, choices: item.choices.join(',') },
    ...{ optional: item.isOptional ? 'true' : '', unique: item.isUnique ? 'true' : '' },
    // A boolean that is false by default is like one without a default.
    default: item.type === 'boolean' && item.default === 'false' ? '' : item.default,
  }
}

function unquoted(word: string): string {
  try {
    return String(JSON.parse(word))
  } catch {
    return word
  }
}

const item =
  /^(?<name>[A-Za-z][\w-]*)(?::(?<type>[A-Za-z]\w*)(?:\((?<choices>[A-Za-z]\w*(?:,[A-Za-z]\w*)*)\))?(?<marks>[?!]{0,2}))?(?:=(?<value>\P{Cc}*))?$/u
