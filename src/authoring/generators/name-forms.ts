import { placeholdersOf } from '../../generators/render-placeholders.ts'
import { filtered } from '../../generators/words/words.ts'
import { nameParam } from '../../model/generated/generator.ts'
import { type Casing, casingAt, casings, type NameSurroundings } from './casing.ts'

/** One way to write a name, as the filters of placeholders make it. A short name has several casings in one text. */
export type NameForm = {
  readonly text: string
  readonly number: readonly string[]
  readonly casings: readonly Casing[]
}

/** All ways to write a name: `UserCard`, `user-card`, `userCards`, …, the longest first. */
export function formsOf(name: string): readonly NameForm[] {
  const forms = new Map<string, NameForm & { casings: Casing[] }>()
  for (const number of [[], ['plural'], ['singular']]) {
    for (const casing of casings) {
      const text = filtered(name, [...number, casing])
      const known = forms.get(text)
      if (known === undefined) forms.set(text, { text, number, casings: [casing] })
      else if (known.number.join() === number.join()) known.casings.push(casing)
    }
  }
  return [...forms.values()].sort((one, other) => other.text.length - one.text.length)
}

/** A place at which a text has a name. */
export type NamePlace = { readonly at: number; readonly form: NameForm }

/** Where a text has a name as a word of its own, or as a word of a longer name: `useUserCard`, `user-card-list`. */
export function namePlaces(text: string, forms: readonly NameForm[]): readonly NamePlace[] {
  const known = new Map(forms.map((form) => [form.text, form]))
  const pattern = new RegExp(forms.map(({ text: one }) => bounded(one)).join('|'), 'g')
  return [...text.matchAll(pattern)].flatMap((match) => {
    const form = known.get(match[0])
    return form === undefined ? [] : [{ at: match.index, form }]
  })
}

/**
 * Puts placeholders in place of a name. What looks like a placeholder already gets a backslash, so that it stays. After
 * `$` and a backslash a placeholder has another meaning, so the name stays there.
 */
export function withPlaceholders(
  text: string,
  forms: readonly NameForm[],
  file: Pick<NameSurroundings, 'path' | 'isPath'>,
): string {
  const taken = placeholdersOf(text).flatMap(({ name, at }) => {
    return name === nameParam.name ? [{ at, end: text.indexOf('}}', at) + 2 }] : []
  })
  const edits = [
    ...taken.map(({ at }) => ({ at, end: at, text: '\\' })),
    ...namePlaces(text, forms).flatMap(({ at, form }) => {
      const end = at + form.text.length
      const isTaken = taken.some((one) => at < one.end && end > one.at)
      if (isTaken || /[$\\]/.test(text.charAt(at - 1))) return []
      const around = { ...file, before: lineBefore(text, at), after: text.slice(end, end + 40) }
      const filters = [...form.number, casingAt(form.casings, around)]
      return [{ at, end, text: `{{${[nameParam.name, ...filters].join('|')}}}` }]
    }),
  ]
  return edits
    .sort((one, other) => other.at - one.at)
    .reduce((done, edit) => done.slice(0, edit.at) + edit.text + done.slice(edit.end), text)
}

/** A form in a text, where no neighbour makes it a part of another word: not in `superuser` or `users`. */
function bounded(form: string): string {
  const isConstant = !/[a-z]/.test(form)
  const before = isConstant || !/^[A-Z]/.test(form) ? '(?<![A-Za-z0-9])' : ''
  const after = isConstant ? '(?![A-Za-z])' : '(?![a-z])'
  return `${before}${form.replaceAll(/[^\w ]/g, String.raw`\$&`)}${after}`
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
}
