import type { Generator } from '../../model/generated/generator.ts'
import type { Tree } from '../../model/tree.ts'
import type { Found } from '../lint/lint-finding.ts'
import { renderedFindings } from './rendered-findings.ts'
import {
  type AuthoredSource,
  choiceFindings,
  filterFindings,
  paramFindings,
  textsOfSource,
} from './source-findings.ts'

/** A generator as it was read, with why it cannot be used. */
export type LintedGenerator = AuthoredSource & {
  readonly problems: readonly {
    readonly line: number
    readonly path: readonly (string | number)[]
    readonly reason: string
  }[]
  /** Undefined where there are problems. */
  readonly generator: Generator | undefined
  /** The files of the project that it adds to. */
  readonly disk: Tree
}

/** Finds everything that is wrong with a generator. Pure. */
export function lintGenerator(linted: LintedGenerator): readonly Found[] {
  const { place: file, problems, generator, disk } = linted
  const texts = textsOfSource(linted)
  const filters = filterFindings(linted, texts)
  // An unknown filter is shown at its own line, and not again at that of its file.
  const shown = texts.flatMap(({ part, text }) => {
    return filters.some(({ of }) => of === text) ? [part.join()] : []
  })
  const refused = problems.flatMap(({ line, path, reason }): readonly Found[] => {
    if (shown.includes(path.join())) return []
    const fix = 'Correct it: until then the generator cannot be used.'
    return [{ rule: 'generator', level: 'problem', file, line, message: reason, fix }]
  })
  const found = [...refused, ...filters.map(({ of: _, ...one }): Found => one)]
  if (generator === undefined) return found
  const own = { source: linted, generator }
  return [
    ...found,
    ...choiceFindings(own),
    ...paramFindings(own, texts),
    ...renderedFindings(own, { texts, disk }),
  ]
}
