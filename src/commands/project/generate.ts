import { findGenerators, listGenerators } from '../../blueprints/generators/find-generators.ts'
import { printKept, readKept } from '../../blueprints/generators/kept-generator.ts'
import { errors } from '../../errors/errors.ts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { assertModels } from '../../generators/assert-models.ts'
import { assertParses, reservedName } from '../../generators/assert-parses.ts'
import { hookCommand } from '../../generators/hook-command.ts'
import { completed, missingParams } from '../../generators/param-values.ts'
import { paramsSchema } from '../../generators/params-schema.ts'
import { renderInFolder } from '../../generators/render-generator.ts'
import { renderText, scopeOf } from '../../generators/render-text.ts'
import { onlyParts, type TypedParams, typedValues } from '../../generators/typed-params.ts'
import { isFetched } from '../../model/blueprint.ts'
import {
  entrySchema,
  type GeneratedEntry,
  keptPath,
  nameOfEntry,
} from '../../model/generated/entry.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'
import { hashOf, treeAfter } from '../../model/tree.ts'
import { packageJsonIn } from '../../packages/workspaces.ts'
import type { Plan } from '../../plan/plan.ts'
import { generatedRun } from '../../plan/trust.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { formatFiles } from '../../project/existing/format-files.ts'
import { readProjectWords } from '../../project/existing/project-words.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { generatorsJson, printGenerators, printParams } from '../../report/author/generator-list.ts'
import { pageOf } from '../../report/human/page.ts'
import { extendEntry } from '../entries/extend-entry.ts'
import { fittingGenerators, folderTyped } from '../entries/place-generator.ts'
import { placeMeant } from '../entries/place-meant.ts'
import { planEntryChange } from '../entries/plan-entry-change.ts'
import { recordedEntry } from '../entries/recorded-entry.ts'
import { type AnyProject, openAnyProject } from '../recorded/open-any.ts'
import { requireSame } from '../recorded/recorded-version.ts'
import type { Session } from '../session.ts'
import { carryOut } from './carry-out.ts'

type GenerateArguments = Asked<'[id] [param…]'>

/** Writes what a generator makes into a project, and records it. Alone, it lists the generators. */
export async function generate(asked: GenerateArguments, session: Session): Promise<ExitCode> {
  const { io, report, signal, cwd } = session
  const { words, flags } = asked
  const project = await openAnyProject(undefined, session)
  const { network } = wishesOf(flags)
  const fetching = { env: io.env, cwd, network, signal, report }
  const lookup = { catalog: session.catalog, cwd, project: project.target.dir, fetching }
  const page = pageOf(io.env, io.stdout)
  if (words.id === undefined) {
    const generators = await fittingGenerators(await listGenerators(lookup), project)
    io.stdout.write(flags.json ? generatorsJson(generators) : printGenerators(generators, page))
    return exitCodes.ok
  }
  const found = await findGenerators(words.id, lookup)
  if (flags.schema || flags.help) {
    const [shown = found[0]] = await fittingGenerators(found, project)
    const schema = () => `${JSON.stringify(paramsSchema(shown), null, 2)}\n`
    io.stdout.write(flags.schema ? schema() : printParams(shown, page))
    return exitCodes.ok
  }
  const place = { cwd, typed: folderTyped(flags) }
  const { generator, folder, typed, usual } = await placeMeant(
    found,
    { words: words.param, flags: asked.params ?? [], pairs: flags.set ?? [] },
    { lookup, project, place },
  )
  report.open()
  const { record, target } = project
  // What is built in fits the templates of the same release.
  if (record && generator.source === 'builtin') {
    const running = { shown: target.shown, running: lookup.catalog.version }
    requireSame(record, { ...running, args: io.argv.slice(2) })
  }
  const values = await askValues(generator, { typed, usual, flags }, session)
  const chosen = generator.adds
    ? await extendEntry(generator, { values, project, lookup, place })
    : { generator, folder, values }
  const plan = await planGenerate(chosen.generator, { ...chosen, asked, project, session })
  const { id: tool, version, source } = generator
  const foreign = isFetched(source)
    ? generatedRun(plan, generator, await manifestAfter(plan, folder, project))
    : undefined
  return carryOut(plan, { flags, foreign, tool, version }, session)
}

type AskedValues = {
  readonly typed: TypedParams
  /** What is meant where a person types nothing. */
  readonly usual: ParamValues
  readonly flags: GenerateArguments['flags']
}

/** The values of the params: typed, asked for, or defaults. */
async function askValues(
  generator: Generator,
  { typed, usual, flags }: AskedValues,
  session: Session,
): Promise<ParamValues> {
  const pairs = [...onlyParts(generator, flags.only), ...typed.pairs]
  const given = { ...usual, ...typedValues(generator, { ...typed, pairs }) }
  const { values, open } = completed(generator, given)
  if (open.length === 0) return values
  if (!session.interactive || flags.yes) {
    throw errors.missingParams(generator.id, missingParams(open))
  }
  const { askParams } = await import('../../prompts/ask-params.ts')
  return { ...values, ...(await askParams(open, generator.types, session)) }
}

type Generating = {
  readonly folder: string
  readonly values: ParamValues
  readonly asked: GenerateArguments
  readonly project: AnyProject
  readonly session: Session
}

async function planGenerate(
  generator: Generator,
  { folder, values: given, asked: { flags }, project, session }: Generating,
): Promise<Plan> {
  const { catalog, io, signal } = session
  const { target, leftovers } = project
  const entries = await readEntries(target.dir, leftovers)
  const { force = false } = flags
  const before = recordedEntry(entries, generator, { folder, values: given, force })
  // What was generated keeps the spelling of its name.
  const values = before ? { ...given, name: nameOfEntry(before) } : given
  const inPackage = generator.migration?.in?.[0] ?? folder
  const words = await readProjectWords(target.dir, { folder: inPackage, leftovers, entries })
  assertModels(generator, values, words.models)
  const make = async (maker: Generator, answers: ParamValues) => {
    const rendered = renderInFolder(folder, maker, answers, words)
    assertParses(maker, rendered.files, answers)
    const how = { env: io.env, signal }
    const formatted = await formatFiles(target.dir, rendered.files, how)
    return { ...formatted, insertions: rendered.insertions }
  }
  const { files, unreadable, insertions } = await make(generator, values)
  for (const place of unreadable) {
    throw errors.generatedUnreadable(generator.id, place, reservedName(generator, values))
  }
  const { id, version, source, integrity, migration } = generator
  const kept = source.startsWith('file:') ? printKept(generator) : undefined
  const entry = {
    ...{ schema: entrySchema, createApp: catalog.version, kind: 'generator' as const },
    ...{ id, version, source, answers: values },
    ...(folder !== '' && { folder }),
    ...(integrity !== undefined && { integrity }),
    ...(kept !== undefined && { kept: hashOf({ content: kept }) }),
  }
  const scope = scopeOf(generator, values, words)
  const fill = (hooks: readonly string[]) => hooks.map((hook) => hookCommand(hook, scope))
  return planEntryChange(
    {
      ...{ command: 'generate', project, flags, before, entries, minutes: generator.minutes },
      after: { entry, files, insertions, kept },
      remake:
        before &&
        (async () => {
          const earlier = (await keptGenerator(before, generator, project)) ?? generator
          return (await make(earlier, completed(earlier, before.answers).values)).files
        }),
      folder,
      migration: migration && { ...migration, name: renderText(migration.name, scope) },
      hooks: { before: fill(generator.hooks.before), after: fill(generator.hooks.after) },
    },
    { io, signal },
  )
}

/** The generator of the project that made an entry, as it was then. */
async function keptGenerator(
  { kept }: GeneratedEntry,
  generator: Generator,
  { target, leftovers }: AnyProject,
): Promise<Generator | undefined> {
  if (kept === undefined) return undefined
  const path = keptPath(kept)
  const { tree } = await readFiles(target.dir, [path], leftovers)
  return readKept(String(tree.get(path)?.content ?? ''), kept, generator)
}

/** The package.json of a package, as it is once a plan is carried out. */
async function manifestAfter(
  { changes }: Plan,
  folder: string,
  { target, leftovers }: AnyProject,
): Promise<string> {
  const path = packageJsonIn(folder)
  const { tree } = await readFiles(target.dir, [path], leftovers)
  return String(treeAfter(tree, changes).get(path)?.content ?? '{}')
}
