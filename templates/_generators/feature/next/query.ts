/** A page of the list{{#has fields.text}}, with the words of the search{{/has}}. */
export function {{name|plural|camel}}Query({{#has fields.text}}q: string{{/has}}) {
  return { limit: 12{{#has fields.text}}, ...(q !== '' && { q }){{/has}} };
}
