import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { repository } from '../../scripts/compose.ts'
import { addFeature, type FeatureTemplate } from './features.ts'

/** What a person does to a file: the text that is there, and the text instead of it. */
type Replacement = readonly [from: string | RegExp, to: string | ((...parts: unknown[]) => string)]

/** The package of a template that has a server with a port: its folder, and its port. */
const servers: Record<FeatureTemplate, readonly (readonly [into: string, port: number])[]> = {
  api: [['', 3000]],
  frontend: [['', 3000]],
  fullstack: [['', 3000]],
  monorepo: [
    ['apps/api/', 3001],
    ['apps/web/', 3000],
  ],
}

/** A thing that a person gives another name, with its file. */
type Renaming = {
  readonly into: string
  readonly file: readonly [from: string, to: string]
  readonly name: readonly [from: string, to: string]
}

const user: Omit<Renaming, 'into'> = {
  file: ['src/http/read-user.ts', 'src/http/read-person.ts'],
  name: ['readUser', 'readPerson'],
}
const component: Omit<Renaming, 'into'> = {
  file: ['src/components/message-page.tsx', 'src/components/message-screen.tsx'],
  name: ['MessagePage', 'MessageScreen'],
}

export const renamings: Record<FeatureTemplate, readonly Renaming[]> = {
  api: [{ into: '', ...user }],
  frontend: [{ into: '', ...component }],
  fullstack: [{ into: '', ...component }],
  monorepo: [
    { into: 'apps/api/', ...user },
    { into: 'apps/web/', ...component },
  ],
}

/** Edits a new project as a team does in its first weeks: a feature, a renamed component, a port, and small things. */
export async function editProject(dir: string, template: FeatureTemplate): Promise<void> {
  await addFeature(dir, template)
  for (const renaming of renamings[template]) await rename(dir, renaming)
  for (const [into, port] of servers[template]) await changePort(dir, into, port)
  await editSmallThings(dir, template)
  await format(dir)
}

async function rename(dir: string, { into, file, name }: Renaming): Promise<void> {
  const [from, to] = file.map((path) => `${into}${path}`)
  await execa('git', ['mv', from ?? '', to ?? ''], { cwd: dir })
  const base = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  for (const path of await filesIn(dir, `${into}*.ts`, `${into}*.tsx`)) {
    await edit(dir, path, [
      [new RegExp(`\\b${name[0]}`, 'g'), name[1]],
      [`/${base(file[0])}`, `/${base(file[1])}`],
    ])
  }
}

/** Every place that says on which port the server listens. */
async function changePort(dir: string, into: string, port: number): Promise<void> {
  const files = await filesIn(dir, into === '' ? '.' : into)
  const paths = [...files, `${into}.env`].filter((path) => {
    return !/package-lock|(?:parse-env|env)\.test|schema\.ts$/.test(path)
  })
  const root = into === '' ? [] : ['README.md', '.devcontainer/devcontainer.json']
  for (const path of new Set([...paths, ...root])) {
    await edit(dir, path, [portOf(port)])
  }
  // Says what the default is.
  if (into === '' || into === 'apps/api/') {
    await edit(dir, `${into}src/env/env.test.ts`, [[`PORT: ${port}`, `PORT: ${port + 1000}`]])
  }
}

function portOf(port: number): Replacement {
  return [new RegExp(`(?<![\\d-])${port}\\b`, 'g'), `${port + 1000}`]
}

async function editSmallThings(dir: string, template: FeatureTemplate): Promise<void> {
  await edit(dir, 'package.json', [
    [/^( *)"scripts": \{\n/m, '$1"scripts": {\n$1  "hello": "node --version",\n'],
    [/"version": "0\.1\.0"/, '"version": "0.2.0"'],
  ])
  await edit(dir, '.gitignore', [[/^node_modules\/$/m, 'node_modules/\nnotes/']])
  await edit(dir, '.github/workflows/ci.yml', [
    [/^( *)- name: Lint\n/m, '$1- name: Node\n$1  run: node --version\n\n$1- name: Lint\n'],
  ])
  await edit(dir, 'AGENTS.md', [
    [/^- Comments say why.*$/m, '$&\n- Money is counted in cents.'],
    [/^## Do not$/m, '## People\n\nAda reviews every change of the database.\n\n$&'],
  ])
  await edit(dir, 'README.md', [
    [/^(# .*\n)/, '$1\nThe library of our street, with what is lent to whom.\n'],
    [/$/, '\n## Who to ask\n\nAda knows the database, Ben the rest.\n'],
  ])
  if (template !== 'api') return
  await edit(dir, 'src/app.ts', [[/^( *)app\.use\(/m, "$1app.set('etag', 'strong');\n$&"]])
}

/** As the commit hook of the projects does. */
async function format(dir: string): Promise<void> {
  const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome')
  await execa(process.execPath, [biome, 'check', '--write', '--error-on-warnings'], { cwd: dir })
}

async function filesIn(dir: string, ...specs: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await execa('git', ['ls-files', '--', ...specs], { cwd: dir })
  return stdout.split('\n')
}

async function edit(
  dir: string,
  path: string,
  replacements: readonly Replacement[],
): Promise<void> {
  const file = join(dir, path)
  const before = await readFile(file, 'utf8').catch(() => undefined)
  if (before === undefined) return
  const after = replacements.reduce((text, [from, to]) => {
    return typeof to === 'string' ? text.replace(from, to) : text.replace(from, to)
  }, before)
  if (after !== before) await writeFile(file, after)
}

/** What a person deletes to remove the example, and the lines that they take out, as the README of a project says. */
type Leftover = {
  readonly paths: readonly string[]
  readonly lines: Readonly<Record<string, RegExp>>
}

const books = /^.*books.*\n/gim
const database: Leftover = {
  paths: ['prisma/seeds/books.ts', 'prisma/schema/author.prisma', 'prisma/schema/book.prisma'],
  lines: { 'prisma/seeds/index.ts': books },
}
const apiExample: Leftover = {
  paths: ['src/modules/books', 'e2e/books.test.ts', ...database.paths],
  lines: { 'src/modules/index.ts': /^.*book.*\n/gim, ...database.lines },
}
const siteExample: Leftover = {
  paths: [
    ...['src/modules/books', 'src/app/books', 'e2e/books.ts', 'e2e/books.spec.ts'],
    ...['e2e/books-keyboard.spec.ts', 'e2e/books-pages.spec.ts'],
    ...['test/books.ts', 'test/books-render.tsx', 'test/books-router.tsx'],
  ],
  lines: { 'src/site.ts': /^ {2}'\/books'.*\n/gm },
}
const fullstackExample: Leftover = {
  paths: [...siteExample.paths, ...database.paths, 'src/server/routers'],
  lines: { ...siteExample.lines, ...database.lines, 'src/server/router.ts': /^.*books.*\n/gim },
}
const frontendExample = { ...siteExample, paths: [...siteExample.paths, 'src/app/api/books'] }

const examples: Record<FeatureTemplate, Readonly<Record<string, Leftover>>> = {
  api: { '': apiExample },
  frontend: { '': frontendExample },
  fullstack: { '': fullstackExample },
  monorepo: {
    'packages/domain/': { paths: ['src/modules/books'], lines: {} },
    'apps/api/': apiExample,
    'apps/web/': fullstackExample,
  },
}

const ownPage = `import { site } from '@/site.ts';

export default function HomePage() {
  return <h1 className="page">{site.name}</h1>;
}
`
const dropTables = `DROP TABLE "books";
DROP TABLE "authors";
DROP TYPE "book_status";
`

/** Removes the example by hand, with a migration as `db:migrate` writes it. */
export async function removeExample(dir: string, template: FeatureTemplate): Promise<void> {
  for (const [into, { paths, lines }] of Object.entries(examples[template])) {
    for (const path of paths) await rm(join(dir, into, path), { recursive: true, force: true })
    for (const [path, pattern] of Object.entries(lines)) {
      await edit(dir, `${into}${path}`, [[pattern, '']])
    }
    if ('src/site.ts' in lines) await writeFile(join(dir, into, 'src/app/page.tsx'), ownPage)
    if (!('prisma/seeds/index.ts' in lines)) continue
    const migration = join(dir, into, 'prisma/migrations/20261130000000_remove_example')
    await mkdir(migration, { recursive: true })
    await writeFile(join(migration, 'migration.sql'), dropTables)
  }
  await format(dir)
}

/**
 * Resolves every conflict as a person does who wants what is new and their own change in it.
 * @returns the resolved paths.
 */
export async function resolveConflicts(
  dir: string,
  template: FeatureTemplate,
): Promise<readonly string[]> {
  const { stdout } = await execa('git', ['diff', '--name-only', '--diff-filter=U'], { cwd: dir })
  const paths = stdout.split('\n').filter((path) => path !== '')
  for (const path of paths) {
    await edit(dir, path, [[conflict, (...parts) => resolved(parts.slice(1, 4).map(String))]])
    for (const [into, port] of servers[template]) {
      const isOf = into === '' || path.startsWith(into) || !path.startsWith('apps/')
      if (isOf) await edit(dir, path, [portOf(port)])
    }
    const name = renamings[template].find(({ into, file }) => path === `${into}${file[1]}`)?.name
    if (name) await edit(dir, path, [[new RegExp(`\\b${name[0]}`, 'g'), name[1]]])
    await execa('git', ['add', path], { cwd: dir })
  }
  return paths
}

const conflict = /^<<<<<<< .*\n((?:.*\n)*?)\|{7} .*\n((?:.*\n)*?)={7}\n((?:.*\n)*?)>>>>>>> .*\n/gm

/** The text of the template, with what the person added before or after the text that both changed. */
function resolved([yours = '', made = '', template = '']: readonly string[]): string {
  if (yours.startsWith(made)) return `${template}${yours.slice(made.length)}`
  if (yours.endsWith(made)) return `${yours.slice(0, -made.length)}${template}`
  const start = made.length > 0 && yours.indexOf('\n\n## ')
  return typeof start === 'number' && start > 0
    ? `${template.trimEnd()}${yours.slice(start)}`
    : template
}
