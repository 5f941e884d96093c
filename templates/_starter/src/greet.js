/**
 * What a visitor reads.
 * @param {string} name
 */
export function greet(name) {
  return `{{GREETING}}, ${name}!`;
}
