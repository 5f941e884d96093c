import { apply } from '../../apply/apply.ts'
import { draftGenerator } from '../../authoring/generators/draft-generator.ts'
import {
  generatorSchemaPath,
  placesOf,
  planGenerator,
} from '../../authoring/generators/plan-generator.ts'
import { draftWarnings } from '../../authoring/generators/prove-draft.ts'
import { parseGenerator } from '../../blueprints/generators/generator-file.ts'
import { readGeneratorStarter } from '../../blueprints/generators/generator-starter.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { renderGenerator } from '../../generators/render-generator.ts'
import { nameParam } from '../../model/generated/generator.ts'
import type { Warning } from '../../model/warning.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { type AuthorsProject, idFrom, openAuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'
import { nameIn, readSources, type Sources } from './draft-sources.ts'

type InitArguments = Asked<'<name> [file…]'>

/** Starts a generator in a project: one that works as it is, or one that makes files like those that are there. */
export async function init(asked: InitArguments, session: Session): Promise<ExitCode> {
  const { catalog, io, report, signal } = session
  report.open()
  const id = idFrom(asked.words.name)
  const project = await openAuthorsProject(session)
  const { target, leftovers, isProject, record } = project
  const { tree: disk, blocked } = await readFiles(
    target.dir,
    [...placesOf(id), generatorSchemaPath],
    leftovers,
  )
  const there = placesOf(id).find((path) => disk.has(path) || blocked.has(path))
  if (there !== undefined) throw errors.generatorThere(there)
  const { schema } = await readGeneratorStarter(catalog)
  const made = await textOf(id, { asked, project, session })
  const plan = planGenerator({
    ...{ id, schema, target, disk, isProject, ...made },
    ...{ createApp: catalog.version, record },
  })
  if (asked.flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

type Making = {
  readonly asked: InitArguments
  readonly project: AuthorsProject
  readonly session: Session
}

type Made = Pick<Sources, 'from'> & {
  readonly text: string
  readonly name: string | undefined
  readonly warnings: readonly Warning[]
}

/** The text of the new generator, what is wrong with it, and where it is from. */
async function textOf(id: string, { asked, project, session }: Making): Promise<Made> {
  const { words, flags } = asked
  const typed = [...(flags.from ?? []), ...words.file]
  if (typed.length === 0) {
    if (flags.name !== undefined) {
      throw errors.missingArguments([{ id: 'from', flag: '--from <file>' }])
    }
    const text = await starterText(id, session)
    return { text, from: [], name: undefined, warnings: [] }
  }
  const { files, from } = await readSources(typed, project, session)
  const name = nameIn([...files.keys()], flags.name)
  const text = draftGenerator({ id, name, files })
  const generator = parseGenerator({
    ...{ place: `generators/${id}.yaml`, text },
    origin: { version: session.catalog.version, source: `file:generators/${id}.yaml` },
  })
  session.report.aside(`The name ${name} becomes a placeholder. --name chooses another one.`)
  return { text, from, name: flags.name, warnings: draftWarnings({ generator, files, name }) }
}

/** What the built-in generator of generators makes. */
async function starterText(id: string, { catalog }: Session): Promise<string> {
  const { generator } = await readGeneratorStarter(catalog)
  const { files } = renderGenerator(generator, { [nameParam.name]: id })
  const [file] = [...files.values()]
  return String(file?.content ?? '')
}
