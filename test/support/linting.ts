import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { type LintResult, lintTemplate } from '../../src/authoring/lint/lint.ts'
import { inspect } from '../../src/blueprints/inspect.ts'
import { temporaryFolder } from './folders.ts'
import { styleQuestion } from './planning.ts'

export const sha = '0123456789abcdef0123456789abcdef01234567'

export const scripts = Object.fromEntries(
  'dev build start test test:watch test:e2e lint format typecheck check'
    .split(' ')
    .map((name) => [name, 'true']),
)

export const schema = { $schema: './template.schema.json' }

/** A template.json that names the schema of create-app. */
export function manifest(fields: object): Readonly<Record<string, string>> {
  return { 'template.json': JSON.stringify({ ...schema, ...fields }) }
}

/** A template without any problem. */
export const sound: Readonly<Record<string, string>> = {
  ...manifest({ title: 'Shop', questions: [styleQuestion] }),
  'package.json': JSON.stringify({ name: 'shop', scripts }),
  'README.md': '# {{PROJECT_TITLE}} is {{STYLE}}, ${{ secrets.TOKEN }} and {{small}} stay\n',
  'options/style/tidy/tidy.md': '{{RUN}} test\n',
  'options/README.md': 'For the next author.\n',
  _gitignore: 'node_modules/\n',
  '.env.example': 'PORT=3000\n',
  '.github/workflows/ci.yml': `steps:\n  - uses: actions/checkout@${sha} # v4\n  - uses: ./.github/own\n`,
  Dockerfile: 'WORKDIR /home/node/app\nRUN curl https://example.com/home/ada/x\n',
}

/**
 * Checks a template in `parent/shop` of a temporary folder, where `<dir>` in a file stands for its path.
 * @param parent files beside it.
 */
export async function lint(
  files: Readonly<Record<string, string>>,
  parent: Readonly<Record<string, string>> = {},
): Promise<LintResult> {
  const above = await temporaryFolder()
  const dir = join(above, 'shop')
  await write(above, parent)
  await write(dir, files)
  return lintFolder(dir)
}

export async function lintFolder(dir: string): Promise<LintResult> {
  const { content, ...inspected } = await inspect(dir, catalog)
  return lintTemplate({
    ...inspected,
    files: content?.files,
    leftOut: content?.leftOut ?? [],
    ownPaths: [dir, '/srv/people/ada'],
  })
}

/** Every place that was found, in short form and sorted: what and where. */
export async function found(
  files: Readonly<Record<string, string>>,
  parent: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  return placesOf(await lint(files, parent))
}

export function placesOf({ findings }: LintResult): readonly string[] {
  for (const { message, fix } of findings) {
    expect(message).toMatch(/^\S.*\.$/s)
    expect(fix).toMatch(/^\S.*(?:[.?]|\n {2}\S.*)$/s)
  }
  return findings
    .flatMap(({ rule, level, places }) =>
      places.map(({ file, line }) => {
        return `${level} ${rule} ${file}${line === undefined ? '' : `:${line}`}`
      }),
    )
    .toSorted()
}

async function write(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), content.replaceAll('<dir>', dir))
  }
}
