import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { repository } from '../../scripts/compose.ts'

export const featureTemplates = ['api', 'frontend', 'fullstack'] as const
export type FeatureTemplate = (typeof featureTemplates)[number]

/** A feature with the files of `loan` and a name of its own: a noun whose plural ends in `s`. */
export type Feature = { readonly noun: string; readonly migratedAt: string }

export const loan: Feature = { noun: 'loan', migratedAt: '20261129201526' }

/** A line that a feature adds to an existing file, after the first line that matches. */
type Insertion = { readonly line: string; readonly after: RegExp }

/** The lines that a feature adds to one existing file. */
type Edit = { readonly file: string; readonly insert: readonly Insertion[] }

const folder = join(repository, 'test/fixtures/features/loans')

/** The folders of a template's new files. They have the names of the layers of the template. */
const layers = {
  api: ['domain', 'postgres', 'api'],
  frontend: ['domain', 'next', 'frontend'],
  fullstack: ['domain', 'postgres', 'next', 'fullstack'],
} as const satisfies Record<FeatureTemplate, readonly string[]>

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

/** Every edit of an existing file that the feature costs. */
const edits: Readonly<Record<FeatureTemplate, readonly Edit[]>> = {
  api: [
    ...database,
    {
      file: 'src/modules/index.ts',
      insert: [
        {
          line: "import { loanEndpoints } from './loans/routes.ts';",
          after: /^import \{ bookEndpoints \}/,
        },
        { line: '  loans: loanEndpoints,', after: /^ {2}books:/ },
      ],
    },
  ],
  frontend: [site],
  fullstack: [
    ...database,
    site,
    {
      file: 'src/server/router.ts',
      insert: [
        {
          line: "import { loansRouter } from './routers/loans.ts';",
          after: /^import \{ booksRouter \}/,
        },
        { line: '  loans: loansRouter,', after: /^ {2}books:/ },
      ],
    },
  ],
}

/** Copies the new files of a feature into a project and makes its edits. Returns the files that it edited. */
export async function addFeature(
  dir: string,
  template: FeatureTemplate,
  feature: Feature = loan,
): Promise<readonly string[]> {
  for (const layer of layers[template]) await copyFiles(join(folder, layer), dir, feature)
  for (const { file, insert } of edits[template]) {
    const before = await readFile(join(dir, file), 'utf8')
    const after = insert.reduce((text, insertion) => inserted(text, insertion, feature), before)
    await writeFile(join(dir, file), after)
  }
  return edits[template].map(({ file }) => file)
}

/** The lines that a feature adds to each registry of a template. */
export function registryLines(template: FeatureTemplate, feature: Feature) {
  return edits[template].map(({ file, insert }) => {
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
