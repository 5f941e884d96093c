import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { repository } from '../../scripts/compose.ts'

export type FeatureTemplate = 'api' | 'frontend' | 'fullstack'

/** A line that a feature adds to an existing file, before or after the first line that matches. */
type Insertion =
  | { readonly line: string; readonly before: RegExp }
  | { readonly line: string; readonly after: RegExp }

/** The lines that a feature adds to one existing file. */
type Edit = { readonly file: string; readonly insert: readonly Insertion[] }

/** What the feature is called, instead of `Loan`. */
export type Feature = { readonly noun: string; readonly migration?: string }

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

/** Every edit of an existing file that the feature `Loan` costs. */
export const edits: Readonly<Record<FeatureTemplate, readonly Edit[]>> = {
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
