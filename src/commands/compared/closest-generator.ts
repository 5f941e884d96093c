import { AppError } from '../../errors/errors.ts'
import { completed } from '../../generators/param-values.ts'
import { type Generated, renderInFolder } from '../../generators/render-generator.ts'
import type { ProjectWords } from '../../generators/render-text.ts'
import type { GeneratedEntry } from '../../model/generated/entry.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'

/** What a generator makes of the answers of an entry. */
export type Remade = {
  readonly generator: Generator
  readonly generated: Generated
  readonly answers: ParamValues
}

/** Of the generators of one name, one for each kind of project, the one that makes the most of an entry's files. */
export async function closestGenerator(
  entry: GeneratedEntry,
  generators: readonly Generator[],
  wordsFor: (generator: Generator) => Promise<ProjectWords>,
): Promise<Remade | undefined> {
  const touched = [...Object.keys(entry.files), ...entry.insertions.map(({ file }) => file)]
  let [best, most]: [Remade | undefined, number] = [undefined, 0]
  for (const generator of generators.filter(({ id }) => id === entry.id)) {
    const remade = remake(entry, generator, await wordsFor(generator))
    const { files = new Map(), insertions = [] } = remade?.generated ?? {}
    const paths = [...files.keys(), ...insertions.map(({ file }) => file)]
    const common = paths.filter((path) => touched.includes(path)).length
    if (remade && common > most) [best, most] = [remade, common]
  }
  return best
}

function remake(
  { answers, folder = '' }: GeneratedEntry,
  generator: Generator,
  words: ProjectWords,
): Remade | undefined {
  const names = new Set(generator.params.map(({ name }) => name))
  const known = Object.entries(answers).filter(([name]) => names.has(name))
  const { values, open } = completed(generator, Object.fromEntries(known))
  if (open.length > 0) return undefined
  try {
    const generated = renderInFolder(folder, generator, values, words)
    return { generator, generated, answers: values }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return undefined
  }
}
