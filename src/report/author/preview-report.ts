import { nameOfAnswers } from '../../authoring/sample.ts'
import type { Compared } from '../../compare/compare-trees.ts'
import type { Answers } from '../../model/question.ts'
import { sizeOf, type Tree } from '../../model/tree.ts'
import { type Warning, warningOf } from '../../model/warning.ts'
import { counted } from '../human/dry-run.ts'
import { type Page, wrap } from '../human/page.ts'

/** The project that a template would create with some answers. */
export type Preview = {
  /** Absolute path of the template's folder. */
  readonly dir: string
  readonly answers: Answers
  readonly tree: Tree
  /** What the project would lack. */
  readonly warnings: readonly Warning[]
  readonly against?: { readonly answers: Answers; readonly changes: readonly Compared[] }
  /** One file: its content, or what other answers change in it. */
  readonly file?: { readonly path: string } & (
    | { readonly content: string }
    | { readonly diff: string }
  )
}

export function printPreview(
  { answers, tree, warnings, against, file }: Preview,
  page: Page,
): string {
  if (file) return 'content' in file ? file.content : file.diff || `${file.path} does not change.\n`
  const dim = page.colours.dim
  const dimmed = (text: string) => wrap(text, page.columns).map(dim)
  const lines = against
    ? [
        ...dimmed(`from ${nameOfAnswers(answers)}`),
        ...dimmed(`to ${nameOfAnswers(against.answers)}`),
        ...against.changes.map(({ kind, path }) => `${marks[kind]} ${path}`),
        counted(against.changes.length, 'change'),
      ]
    : [
        ...dimmed(nameOfAnswers(answers)),
        ...filesIn(tree),
        counted(tree.size, 'file'),
        ...warnings.flatMap(({ message }) => [
          '',
          ...wrap(`${page.colours.yellow('!')} ${message}`, page.columns),
        ]),
      ]
  return `${lines.join('\n')}\n`
}

export function previewJson({ dir, answers, tree, warnings, against, file }: Preview): string {
  const document = {
    schema: 'create-app/preview@1',
    dir,
    answers,
    files: [...tree].map(([path, one]) => ({ path, bytes: sizeOf(one) })),
    warnings: warnings.map(warningOf),
    against: against ?? null,
    file: file ?? null,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

const marks = { create: '+', update: '~', delete: '-' } as const

function filesIn(tree: Tree): readonly string[] {
  const sizes = [...tree].map(([path, file]) => ({ path, size: String(sizeOf(file)) }))
  const width = Math.max(0, ...sizes.map(({ size }) => size.length))
  return sizes.map(({ path, size }) => `  ${size.padStart(width)}  ${path}`)
}
