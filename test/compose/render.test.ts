import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeholdersIn, render, renderText } from '../../src/compose/render.ts'
import type { Tree } from '../../src/model/tree.ts'

const placeholders = new Map([
  ['PROJECT_NAME', 'shop'],
  ['PROJECT_TITLE', 'My $& Shop'],
])

it('replaces known names in paths and text, and keeps all other braces', () => {
  const bytes = new TextEncoder().encode('{{PROJECT_NAME}}')
  const tree: Tree = new Map([
    [
      'src/{{PROJECT_NAME}}.ts',
      {
        content:
          '{{PROJECT_TITLE}} ${{ github.ref }} ${{PROJECT_NAME}} {{ PROJECT_NAME }} {{OTHER}} {{x}}',
      },
    ],
    ['logo.png', { content: bytes }],
  ])
  expect([...render(tree, placeholders)]).toEqual([
    [
      'src/shop.ts',
      {
        content:
          'My $& Shop ${{ github.ref }} ${{PROJECT_NAME}} {{ PROJECT_NAME }} {{OTHER}} {{x}}',
      },
    ],
    ['logo.png', { content: bytes }],
  ])
})

it('lists the placeholders of a text', () => {
  expect(placeholdersIn('{{A}} ${{B}} {{ C }} {{D_1}}')).toEqual(['A', 'D_1'])
})

const closed = new Map([
  ['A', 'one'],
  ['B_2', '$& $1 {{A}}'],
])

/** Random text around braces of every kind. */
const braced = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{A}}',
        '{{B_2}}',
        '${{A}}',
        '{{ A }}',
        '{{C}}',
        '{{a}}',
        '{',
        '}',
        '$',
        '{{',
        'A',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('\r\n', '\ufeff', '\0', '\ud800'),
    ),
  )
  .map((pieces) => pieces.join(''))

/** A second implementation, which only uses positions. */
function replaced(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const name = [...closed.keys()].find((known) => text.startsWith(`{{${known}}}`, at))
    if (name === undefined || text[at - 1] === '$') continue
    const rest = text.slice(at + name.length + 4)
    // A dollar before the braces belongs to the text that is already written.
    return text.slice(0, at) + closed.get(name) + replaced(`\0${rest}`).slice(1)
  }
  return text
}

it('replaces only known placeholders in any text', () => {
  fc.assert(
    fc.property(braced, (text) => {
      expect(renderText(text, closed)).toBe(replaced(text))
    }),
    { numRuns: 1000 },
  )
})

it('keeps bytes, modes and secrets unchanged', () => {
  const file = fc.record(
    {
      content: fc.uint8Array(),
      mode: fc.constantFrom(0o644, 0o755, 0o600),
      secret: fc.constant(true),
    },
    { requiredKeys: ['content'] },
  )
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), file), (files) => {
      const tree = new Map(Object.entries(files)) as Tree
      expect([...render(tree, closed)]).toEqual([...tree])
    }),
  )
})
