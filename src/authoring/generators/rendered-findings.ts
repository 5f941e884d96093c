import { AppError } from '../../errors/errors.ts'
import { parseProblem } from '../../generators/assert-parses.ts'
import { renderGenerator } from '../../generators/render-generator.ts'
import { insert } from '../../insert/insert.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'
import type { Insertion } from '../../model/generated/insertion.ts'
import type { Tree } from '../../model/tree.ts'
import type { Found } from '../lint/lint-finding.ts'
import { nameOfAnswers } from '../sample.ts'
import { sampleValues } from './sample-values.ts'
import { type GeneratorOfSource, lineOf, type SourceText } from './source-findings.ts'

/** What only shows in what a generator makes: of each kind, what the first sample shows. */
export function renderedFindings(
  own: GeneratorOfSource,
  { texts, disk }: { readonly texts: readonly SourceText[]; readonly disk: Tree },
): readonly Found[] {
  const samples = sampleValues(own.generator)
  return [
    ...refusedPaths(own, samples),
    ...unreadableFiles(own, { samples, texts }),
    ...deadInsertions(own, { samples, disk }),
  ]
}

/** The files of a project that a generator adds to. */
export function insertedPaths(generator: Generator): readonly string[] {
  const paths = sampleValues(generator).flatMap((values) => {
    return insertionsFor(generator, values).map(({ file }) => file)
  })
  return [...new Set(paths)]
}

/** Two files at one path, and paths that no file of a project may have. */
function refusedPaths(
  { source, generator }: GeneratorOfSource,
  samples: readonly ParamValues[],
): readonly Found[] {
  for (const values of samples) {
    const problem = refusalOf(generator, values)
    if (problem === undefined) continue
    const index = generator.files.findLastIndex((file) => {
      const files = generator.files.filter((one) => one !== file)
      return refusalOf({ ...generator, files }, values) !== problem
    })
    const path = index < 0 ? ['insertions'] : ['files', index, 'path']
    return [
      {
        ...{ rule: 'path', level: 'problem', ...lineOf(source, path) },
        message: `With ${nameOfAnswers(values)} it cannot be used: ${problem}`,
        fix: 'Give each file a path of its own in the project, with a placeholder or with when.',
      },
    ]
  }
  return []
}

function refusalOf(generator: Generator, values: ParamValues): string | undefined {
  try {
    renderGenerator(generator, values)
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message.replace(/^.*cannot be used: /, '')
    throw error
  }
}

type Rendering = { readonly samples: readonly ParamValues[]; readonly texts: readonly SourceText[] }

function unreadableFiles(
  { source, generator }: GeneratorOfSource,
  { samples, texts }: Rendering,
): readonly Found[] {
  return generator.files.flatMap((file, index): readonly Found[] => {
    const alone = { ...generator, files: [file], insertions: [] }
    for (const values of samples) {
      if (refusalOf(alone, values) !== undefined) return []
      const [made] = renderGenerator(alone, values).files
      const problem = made && parseProblem(made[0], String(made[1].content))
      if (made === undefined || problem === undefined) continue
      const text = texts.find(
        ({ part, key }) => key === 'content' && part.join() === `files,${index}`,
      )
      const last = text === undefined ? 1 : text.text.trimEnd().split('\n').length
      const line = (text?.line ?? 1) + (text?.hasLines ? Math.min(problem.line, last) - 1 : 0)
      return [
        {
          ...{ rule: 'unreadable', level: 'problem', file: text?.file ?? source.place, line },
          message: `With ${nameOfAnswers(values)}, line ${problem.line} of ${made[0]} cannot be parsed: ${problem.reason}`,
          fix: 'Correct the text, or the filters of its placeholders.',
        },
      ]
    }
    return []
  })
}

type Inserting = { readonly samples: readonly ParamValues[]; readonly disk: Tree }

/** Insertions that do nothing in this project. It may not be the project that the generator is for. */
function deadInsertions(
  { source, generator }: GeneratorOfSource,
  { samples, disk }: Inserting,
): readonly Found[] {
  return generator.insertions.flatMap((insertion, index): readonly Found[] => {
    const alone = { ...generator, insertions: [insertion] }
    for (const values of samples) {
      const made = refusalOf(generator, values)
        ? new Map()
        : renderGenerator(generator, values).files
      const tree = new Map([...disk, ...made])
      const why = insertionsFor(alone, values)
        .flatMap((one) => whyUnable(one, tree) ?? [])
        .at(0)
      if (why === undefined) continue
      return [
        {
          ...{ rule: 'insertion', level: 'warning', ...lineOf(source, ['insertions', index]) },
          message: `In this project, nothing is added. ${why}`,
          fix: 'Correct file, anchor or name, unless the generator is for another project.',
        },
      ]
    }
    return []
  })
}

function whyUnable(insertion: Insertion, tree: Tree): string | undefined {
  const content = tree.get(insertion.file)?.content
  if (typeof content !== 'string') return `There is no file ${insertion.file}.`
  const done = insert(content, insertion)
  return done.outcome === 'unable' ? done.why : undefined
}

function insertionsFor(generator: Generator, values: ParamValues): readonly Insertion[] {
  const alone = { ...generator, files: [] }
  return refusalOf(alone, values) ? [] : renderGenerator(alone, values).insertions
}
