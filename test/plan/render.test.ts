import { expect, it } from 'vitest'
import { placeholdersIn, render } from '../../src/plan/render.ts'
import type { Tree } from '../../src/plan/tree.ts'

const placeholders = new Map([
  ['PROJECT_NAME', 'shop'],
  ['PROJECT_TITLE', 'My $& Shop'],
])

it('replaces known names in paths and text and leaves every other brace alone', () => {
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
