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
    readonly file: string
    readonly line: number
    readonly reason: string
    readonly filter?: string
  }[]
  /** Undefined where there are problems. */
  readonly generator: Generator | undefined
  /** The files of the project that it adds to. */
  readonly disk: Tree
}

/** Finds everything that is wrong with a generator. Pure. */
export function lintGenerator(linted: LintedGenerator): readonly Found[] {
  const { problems, generator, disk } = linted
  const texts = textsOfSource(linted)
  const refused = problems.flatMap(({ file, line, reason: message, filter }): readonly Found[] => {
    // A filter that does not exist is shown at its own line.
    if (filter !== undefined) return []
    const fix = 'Correct it: until then the generator cannot be used.'
    return [{ rule: 'generator', level: 'problem', file, line, message, fix }]
  })
  const found = [...refused, ...filterFindings(linted, texts)]
  if (generator === undefined) return unique(found)
  const own = { source: linted, generator }
  return unique([
    ...found,
    ...choiceFindings(own),
    ...paramFindings(own, texts),
    ...renderedFindings(own, { texts, disk }),
  ])
}

/** A part that is included twice has its mistakes once. */
function unique(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}
