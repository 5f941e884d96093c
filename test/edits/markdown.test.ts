import { expect, it } from 'vitest'
import { mergeMarkdown } from '../../src/edits/markdown.ts'

const base = `# My API

An API.

## Start

\`\`\`sh
# not a heading
npm run dev
\`\`\`

## Commands

| Command | For |
| --- | --- |
| \`npm test\` | Tests |

### More

More.

## Layout

- \`src/\`
`

it('adds the text of a section that both have, a new row to its table and a new item to its list', () => {
  const over = `# My API

It keeps books.

## Commands

| \`npm run seed\` | Books |

## Layout

- \`books/\`
`
  expect(mergeMarkdown(base, over)).toBe(
    base
      .replace('An API.\n', 'An API.\n\nIt keeps books.\n')
      .replace('| Tests |\n', '| Tests |\n| `npm run seed` | Books |\n')
      .replace('- `src/`\n', '- `src/`\n- `books/`\n'),
  )
})

it('puts a new section behind the one before it, with the sections below that', () => {
  const over = '## Commands\n\n## The example\n\nBooks.\n'
  expect(mergeMarkdown(base, over)).toBe(
    base.replace('\n## Layout', '\n## The example\n\nBooks.\n\n## Layout'),
  )
})

it('puts a new section without a place at the end', () => {
  expect(mergeMarkdown(base, '## End\n\nIt.\n')).toBe(`${base}\n## End\n\nIt.\n`)
})

it('takes no line of a code block for a heading', () => {
  expect(mergeMarkdown(base, '# not a heading\n\nText.\n')).toBe(
    `${base}\n# not a heading\n\nText.\n`,
  )
})

it('changes nothing the second time', () => {
  const over = '# My API\n\nIt keeps books.\n\n## Start\n\n## The example\n\nBooks.\n'
  const once = mergeMarkdown(base, over)
  expect(mergeMarkdown(once, over)).toBe(once)
  expect(mergeMarkdown(base, '')).toBe(base)
})
