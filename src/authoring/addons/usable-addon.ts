import { lineOf } from '../../edits/json/json-place.ts'
import type { Addon } from '../../model/generated/addon.ts'
import type { Tree } from '../../model/tree.ts'
import { withoutMark } from '../../text.ts'
import type { Ground } from './addon-case.ts'

/** An add-on that can be used, in its author's folder. */
export type UsableAddon = {
  readonly addon: Addon
  readonly files: Tree
  /** The text of its `addon.json`. */
  readonly text: string
  /** The ids that `conflicts` may name. */
  readonly known: readonly string[]
  /** The templates that it may be added to. */
  readonly grounds: readonly Ground[]
}

/** The line of a value in `addon.json`. */
export function lineAt({ text }: Pick<UsableAddon, 'text'>, path: readonly (string | number)[]) {
  return { file: 'addon.json', line: lineOf(withoutMark(text), path) }
}
