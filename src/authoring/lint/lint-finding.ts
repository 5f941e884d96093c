/** One result of checking a template. */
export type TemplateFinding = {
  readonly rule: Rule
  readonly level: 'problem' | 'warning'
  /** Path in the template's folder. */
  readonly file: string
  /** undefined when it concerns the whole file. */
  readonly line: number | undefined
  /** What is wrong and why. */
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
  'test-script',
  'unpinned-dependency',
  'other-package-manager',
  'engines',
] as const
export type Rule = (typeof rules)[number]

/** The lines of a text with their numbers; none for bytes. */
export function linesOf(content: string | Uint8Array): readonly (readonly [number, string])[] {
  if (typeof content !== 'string') return []
  return content.split('\n').map((line, index) => [index + 1, line])
}
