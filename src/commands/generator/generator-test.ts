import { insertedPaths } from '../../authoring/generators/rendered-findings.ts'
import { sampleValues } from '../../authoring/generators/sample-values.ts'
import {
  type GeneratorTest,
  type GeneratorTrial,
  snapshotPathOf,
  treeOfTrial,
  tryGenerator,
} from '../../authoring/generators/try-generator.ts'
import { nameOfAnswers } from '../../authoring/sample.ts'
import { printSnapshot, snapshotOf } from '../../authoring/snapshot.ts'
import {
  type InspectedGenerator,
  inspectGenerators,
} from '../../blueprints/generators/inspect-generators.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { nameParam } from '../../model/generated/generator.ts'
import { hashOf } from '../../model/tree.ts'
import { formatFiles } from '../../project/existing/format-files.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { generatorTestsJson, printGeneratorTests } from '../../report/author/generator-tests.ts'
import { exitCodeOfGeneratorTests } from '../../report/exit-code.ts'
import { pageOf } from '../../report/human/page.ts'
import { compareSnapshot } from '../compare-snapshot.ts'
import { type AuthorsProject, openAuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'

/** Tries generators with samples, in memory, and compares what they make with their snapshots. */
export async function test({ words, flags }: Asked<'[path]'>, session: Session): Promise<ExitCode> {
  const { io, catalog, cwd } = session
  const project = await openAuthorsProject(session)
  const { dir } = project.target
  const inspected = await inspectGenerators(words.path, { catalog, cwd, project: dir })
  const tests: GeneratorTest[] = []
  for (const one of inspected) {
    tests.push(await tested(one, { project, accept: flags.accept ?? false, session }))
  }
  io.stdout.write(
    flags.json
      ? generatorTestsJson(dir, tests)
      : printGeneratorTests(tests, pageOf(io.env, io.stdout)),
  )
  return exitCodeOfGeneratorTests(tests)
}

type GeneratorTesting = {
  readonly project: AuthorsProject
  readonly accept: boolean
  readonly session: Session
}

async function tested(
  { place, generator, problems }: InspectedGenerator,
  { project, accept, session }: GeneratorTesting,
): Promise<GeneratorTest> {
  const { target, leftovers } = project
  if (generator === undefined) throw errors.generatorInvalid(place, problems[0]?.reason ?? '')
  const { tree: disk } = await readFiles(target.dir, insertedPaths(generator), leftovers)
  const trials = sampleValues(generator).map((values) => tryGenerator(generator, values, disk))
  const made = trials.map((one) => [nameOfAnswers(one.values), treeOfTrial(one)] as const)
  const snapshot = await compareSnapshot(
    {
      ...{ dir: target.dir, path: snapshotPathOf(place), accept, all: true },
      text: printSnapshot(snapshotOf(new Map(made))),
      args: ['generator', 'test', place, '--accept'],
    },
    session,
  )
  const unformatted = await unformattedIn(trials, project, session)
  const notes = [...new Set([...trials.flatMap((one) => one.notes), ...unformatted])]
  return {
    ...{ place, snapshot, notes },
    trials: trials.map(({ made: _made, notes: _notes, ...trial }) => trial),
  }
}

/** Which files the formatter of the project prints in another way: of the first name, because each file starts a program. */
async function unformattedIn(
  trials: readonly GeneratorTrial[],
  { target }: AuthorsProject,
  { io, signal }: Session,
): Promise<readonly string[]> {
  const first = trials[0]?.values[nameParam.name]
  const files = new Map(
    trials
      .filter(({ values }) => values[nameParam.name] === first)
      .flatMap(({ made }) => [...made.files])
      .reverse(),
  )
  const { files: formatted } = await formatFiles(target.dir, files, { env: io.env, signal })
  return [...files].flatMap(([path, file]) => {
    const other = formatted.get(path)
    return other === undefined || hashOf(other) === hashOf(file)
      ? []
      : [
          `${path} is not as the formatter of the project prints it. create-app generate formats it.`,
        ]
  })
}
