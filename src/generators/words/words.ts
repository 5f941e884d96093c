import pluralize from 'pluralize'
import { camelCase, kebabCase, pascalCase, snakeCase, splitByCase } from 'scule'

/** The filters of placeholders: `{{name|plural|kebab}}`. */
export const filters: Readonly<Record<string, (text: string) => string>> = {
  kebab: (text) => kebabCase(text),
  camel: (text) => camelCase(text, { normalize: false }),
  pascal: (text) => pascalCase(text),
  snake: (text) => snakeCase(text),
  constant: (text) => snakeCase(text).toUpperCase(),
  title: (text) => titleOf(text),
  words: (text) => kebabCase(text).replaceAll('-', ' '),
  plural: (text) => withLastWord(text, pluralOf),
  quoted: (text) => JSON.stringify(text),
  singular: (text) => withLastWord(text, (word) => pluralize.singular(word)),
}

/** Applies filters in their order. */
export function filtered(text: string, names: readonly string[]): string {
  return names.reduce((value, name) => filters[name]?.(value) ?? value, text)
}

/** The words of a name in lower case: `UserCard` is `user` and `card`. */
export function wordsOf(text: string): readonly string[] {
  return splitByCase(text).flatMap((word) => (word === '' ? [] : [word.toLowerCase()]))
}

/** `product_line` becomes `Product line`. */
function titleOf(text: string): string {
  const words = kebabCase(text).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Changes the last word of a name, and leaves all before it as it is. */
function withLastWord(text: string, change: (word: string) => string): string {
  const last = splitByCase(text).at(-1) ?? ''
  return text.slice(0, text.length - last.length) + change(last)
}

/** An acronym gets a small s: `API` becomes `APIs`. */
function pluralOf(word: string): string {
  const isAcronym = word.length > 1 && word === word.toUpperCase() && /[A-Z]/.test(word)
  return isAcronym ? `${word}s` : pluralize.plural(word)
}
