import fc from 'fast-check'

const KEYS = ['a', 'b', 'name', 'id', 'items', 'compilerOptions', '日本語', 'é']

/** An object as in a configuration file, with frequent duplicate keys and members with a `name` or an `id`. */
export const jsonObject = objectOf(fc.string({ minLength: 1, maxLength: 25 }))

/** The same, made of words that people write. */
export const plainObject = objectOf(fc.stringMatching(/^[a-zA-Z0-9][\w ./@*:#'"-]{0,24}$/))

function objectOf(text: fc.Arbitrary<string>): fc.Arbitrary<Record<string, unknown>> {
  const word = fc.oneof(
    fc.constantFrom(...KEYS),
    text.filter((chosen) => chosen !== '__proto__'),
  )
  const { value } = fc.letrec<{ value: unknown; array: unknown; object: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), word),
      fc.array(word, { maxLength: 9 }),
      fc.array(fc.integer(), { maxLength: 20 }),
      tie('array'),
      tie('object'),
    ),
    array: fc.array(tie('value'), { maxLength: 5 }),
    object: fc.dictionary(word, tie('value'), { maxKeys: 5 }),
  }))
  return fc.dictionary(word, value, { maxKeys: 6 })
}
