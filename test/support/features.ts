import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { repository } from '../../scripts/compose.ts'

export const featureTemplates = ['api', 'frontend', 'fullstack', 'monorepo'] as const
export type FeatureTemplate = (typeof featureTemplates)[number]

/** A feature with the files of `loan` and a name of its own: a noun whose plural ends in `s`. */
export type Feature = { readonly noun: string; readonly migratedAt: string }

export const loan: Feature = { noun: 'loan', migratedAt: '20261129201526' }

/** A line that a feature adds to an existing file, after the first line that matches. */
type Insertion = { readonly line: string; readonly after: RegExp }

/** The lines that a feature adds to one existing file. */
type Edit = { readonly file: string; readonly insert: readonly Insertion[] }

/** What a feature adds to one package. */
type Part = {
  readonly into: string
  /** The folders of the new files. They have the names of the layers of the template. */
  readonly layers: readonly string[]
  readonly edits: readonly Edit[]
}

const folder = join(repository, 'test/fixtures/features/loans')

const database: readonly Edit[] = [
  {
    file: 'prisma/schema/book.prisma',
    insert: [{ line: '  loans     Loan[]', after: /^ {2}notes / }],
  },
  {
    file: 'prisma/seeds/index.ts',
    insert: [
      { line: "import { seedLoans } from './loans.ts';", after: /^import \{ seedBooks \}/ },
      { line: '  loans: seedLoans,', after: /^ {2}books:/ },
    ],
  },
]

const site: Edit = {
  file: 'src/site.ts',
  insert: [{ line: "  '/loans': { label: 'Loans' },", after: /^ {2}'\/books':/ }],
}

const apiModules: Edit = {
  file: 'src/modules/index.ts',
  insert: [
    {
      line: "import { loanEndpoints } from './loans/routes.ts';",
      after: /^import \{ bookEndpoints \}/,
    },
    { line: '  loans: loanEndpoints,', after: /^ {2}books:/ },
  ],
}

const router: Edit = {
  file: 'src/server/router.ts',
  insert: [
    {
      line: "import { loansRouter } from './routers/loans.ts';",
      after: /^import \{ booksRouter \}/,
    },
    { line: '  loans: loansRouter,', after: /^ {2}books:/ },
  ],
}

const api: Part = {
  into: '',
  layers: ['domain', 'postgres', 'api'],
  edits: [...database, apiModules],
}
const frontend: Part = { into: '', layers: ['domain', 'next', 'frontend'], edits: [site] }
const fullstack: Part = {
  into: '',
  layers: ['domain', 'postgres', 'next', 'fullstack'],
  edits: [...database, router, site],
}

const parts: Readonly<Record<FeatureTemplate, readonly Part[]>> = {
  api: [api],
  frontend: [frontend],
  fullstack: [fullstack],
  monorepo: [
    { into: 'packages/domain', layers: ['domain'], edits: [] },
    { ...withSharedDomain(api), into: 'apps/api' },
    { ...withSharedDomain(fullstack), into: 'apps/web' },
  ],
}

/** An app of the monorepo takes its schemas from packages/domain. */
function withSharedDomain(part: Part): Part {
  return { ...part, layers: part.layers.with(0, 'monorepo') }
}

/** Every edit of an existing file that the feature costs. */
function editsOf(template: FeatureTemplate): readonly Edit[] {
  return parts[template].flatMap(({ into, edits }) =>
    edits.map(({ file, insert }) => ({ file: join(into, file), insert })),
  )
}

/** Copies the new files of a feature into a project and makes its edits. Returns the files that it edited. */
export async function addFeature(
  dir: string,
  template: FeatureTemplate,
  feature: Feature = loan,
): Promise<readonly string[]> {
  for (const { into, layers } of parts[template]) {
    for (const layer of layers) await copyFiles(join(folder, layer), join(dir, into), feature)
  }
  for (const { file, insert } of editsOf(template)) {
    const before = await readFile(join(dir, file), 'utf8')
    const after = insert.reduce((text, insertion) => inserted(text, insertion, feature), before)
    await writeFile(join(dir, file), after)
  }
  return editsOf(template).map(({ file }) => file)
}

/** The lines that a feature adds to each registry of a template. */
export function registryLines(template: FeatureTemplate, feature: Feature) {
  return editsOf(template).map(({ file, insert }) => {
    return { file, lines: insert.map(({ line }) => renamed(line, feature)) }
  })
}

async function copyFiles(from: string, to: string, feature: Feature): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const source = join(entry.parentPath, entry.name)
    const target = join(to, renamed(source.slice(from.length), feature))
    await mkdir(dirname(target), { recursive: true })
    // A new file: one that is there already would be an edit that nobody counts.
    await writeFile(target, renamed(await readFile(source, 'utf8'), feature), { flag: 'wx' })
  }
}

function inserted(text: string, { line, after }: Insertion, feature: Feature): string {
  const lines = text.split('\n')
  const place = lines.findIndex((one) => after.test(one))
  if (place === -1) throw new Error(`No line matches ${after} in:\n${text}`)
  return lines.toSpliced(place + 1, 0, renamed(line, feature)).join('\n')
}

function renamed(text: string, { noun, migratedAt }: Feature): string {
  return text
    .replaceAll('loan', noun)
    .replaceAll('Loan', noun.charAt(0).toUpperCase() + noun.slice(1))
    .replaceAll('LOAN', noun.toUpperCase())
    .replaceAll(loan.migratedAt, migratedAt)
}
