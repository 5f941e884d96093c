import { readJsonList } from '../../edits/json/json-list.ts'
import type { ListPlace, MemberPlace, NoPlace } from '../../edits/layout/list-place.ts'
import { printFlow, readYamlList, readYamlMember } from '../../edits/yaml/yaml-list.ts'
import type { FlowMember } from './flow-members.ts'
import { indentAt } from './splices.ts'

/** A member to insert: what it is, and how it is written. */
export interface NewMember extends Pick<MemberPlace, 'name' | 'value'> {
  readonly text: string
}

/** What insertions need to know of a format in which values have paths. */
export interface PathFormat {
  readonly readList: (content: string, path: readonly string[]) => ListPlace | NoPlace
  /** The only member that a text is; undefined if it is none. */
  readonly readMember: (text: string, kind: 'array' | 'object') => NewMember | undefined
  readonly layOut: (member: NewMember, content: string, place: ListPlace) => FlowMember
  /** One step of the indents. */
  readonly unitOf: (content: string) => string
}

export function formatOf(file: string): PathFormat {
  return /\.ya?ml$/i.test(file) ? yaml : json
}

const json: PathFormat = {
  readList: readJsonList,
  readMember: (text, kind) => {
    const [open, close] = kind === 'array' ? ['[', ']'] : ['{', '}']
    const list = readJsonList(`${open}\n${text}\n${close}`, [])
    const [member, ...others] = 'problem' in list ? [] : list.members
    if (member === undefined || others.length > 0 || member.end - member.start !== text.length)
      return undefined
    return { name: member.name, value: member.value, text }
  },
  layOut: ({ text }, content) => ({ flat: flatten(text), lines: stepAs(text, unitOf(content)) }),
  unitOf,
}

const yaml: PathFormat = {
  readList: readYamlList,
  readMember: (text, kind) => {
    const isDashed = kind === 'array' && text.startsWith('- ')
    const bare = isDashed ? text.slice(2).replaceAll('\n  ', '\n') : text
    const member = text.startsWith('#') ? undefined : readYamlMember(bare, kind)
    return member && { ...member, text: bare }
  },
  layOut: (member, content, place) => {
    const text = quoted(member, content, place)
    const dash = place.kind === 'array' || (place.kind === 'nothing' && member.name === undefined)
    const width = /^-( +)\S/.exec(content.slice(place.members[0]?.start))?.[1]?.length ?? 1
    const [first = '', ...others] = text.split('\n')
    const margin = ' '.repeat(width + 1)
    const lines = [`-${' '.repeat(width)}${first}`, ...others.map((line) => line && margin + line)]
    const block = dash && !place.isFlow ? lines : text.split('\n')
    return {
      flat: place.isFlow ? flowOf(member, text) : text,
      lines: place.isFlow ? [flowOf(member, text)] : block,
    }
  },
  unitOf: () => '  ',
}

/** The text on one line; as it is where a comment ends a line. */
function flatten(text: string): string {
  if (/\/\//.test(text.replaceAll(/"(?:\\.|[^"\\])*"/g, ''))) return text
  return text.replaceAll(/([[{]?)\s*\n\s*([\]}]?)/g, (_, open, close) => {
    return open === '[' || close === ']' ? open + close : `${open} ${close}`
  })
}

/** The lines of a text, with its own indents in steps of another one. */
function stepAs(text: string, unit: string): readonly string[] {
  const lines = text.split('\n')
  const margins = lines.map((line) => indentAt(line, 0)).filter((margin) => margin !== '')
  const step = margins.reduce(
    (least, margin) => Math.min(least, margin.length),
    Number.POSITIVE_INFINITY,
  )
  return lines.map((line) => {
    const margin = indentAt(line, 0)
    return (
      unit.repeat(margin === '' ? 0 : Math.round(margin.length / step)) + line.slice(margin.length)
    )
  })
}

/** The indent of the first line that has one. */
function unitOf(content: string): string {
  return /^[ \t]+(?=["{[])/m.exec(content)?.[0] ?? '  '
}

/** A string in the quotes of all its neighbours in a list. */
function quoted({ text, value }: NewMember, content: string, { kind, members }: ListPlace): string {
  if (kind !== 'array' || typeof value !== 'string' || /['"\\\n]/.test(value)) return text
  const marks = members.map(({ start }) => /^-? *(['"]?)/.exec(content.slice(start))?.[1])
  const [mark] = marks
  return mark && marks.every((other) => other === mark) ? mark + value + mark : text
}

/** A text that means the same between brackets, or else its value printed again. */
function flowOf({ name, value }: NewMember, text: string): string {
  const isMember = name !== undefined
  const list = readYamlList(isMember ? `{${text}}` : `[${text}]`, [])
  const [member, ...others] = 'problem' in list ? [] : list.members
  const isSame =
    others.length === 0 &&
    member?.name === name &&
    JSON.stringify(member?.value) === JSON.stringify(value)
  return isSame && !text.includes('\n') ? text : printFlow({ name, value })
}
