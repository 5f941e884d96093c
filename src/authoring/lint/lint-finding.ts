/** What a check of a template came to: something that is wrong with it, or a warning. */
export type TemplateFinding = {
  readonly rule: Rule
  readonly level: 'problem' | 'warning'
  /** Path in the template's folder. */
  readonly file: string
  /** undefined where it is the file as a whole. */
  readonly line: number | undefined
  /** Why. */
  readonly message: string
  /** What to do. */
  readonly fix: string
}

export const rules = [
  'manifest',
  'project',
  'option',
  'placeholder',
  'leftover',
  'unpublished',
  'absolute-path',
  'secret',
  'unpinned-action',
  'missing-script',
  'unpinned-dependency',
  'other-package-manager',
] as const
export type Rule = (typeof rules)[number]

/** The lines of each text of a tree, with their numbers. */
export function linesOf(content: string | Uint8Array): readonly (readonly [number, string])[] {
  if (typeof content !== 'string') return []
  return content.split('\n').map((line, index) => [index + 1, line])
}
