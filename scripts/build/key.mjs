import { createHash } from 'node:crypto'

/** Names a call by its function and all it was given. */
export function keyOf(name, given) {
  return createHash('sha256')
    .update(JSON.stringify([name, ...given]))
    .digest('base64url')
    .slice(0, 22)
}
