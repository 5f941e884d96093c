import { describe, expect, it } from 'vitest'
import { renderPlaceholders } from '../../src/generators/render-placeholders.ts'

describe('a placeholder', () => {
  it.each([
    ['{{name}}', 'UserCard', 'UserCard'],
    ['{{name|kebab}}', 'UserCard', 'user-card'],
    ['{{ name | snake }}', 'UserCard', 'user_card'],
    ['{{name|camel}}', 'product_line', 'productLine'],
    ['{{name|pascal}}', 'product-line', 'ProductLine'],
    ['{{name|constant}}', 'OAuthToken', 'O_AUTH_TOKEN'],
    ['{{name|title}}', 'ProductLine', 'Product line'],
    ['{{name|plural|kebab}}', 'Person', 'people'],
    ['{{name|plural|kebab}}', 'OAuthToken', 'o-auth-tokens'],
    ['{{name|plural|pascal}}', 'product_line', 'ProductLines'],
    ['{{name|plural|kebab}}', 'Settings', 'settings'],
    ['{{name|plural|kebab}}', 'EbData', 'eb-data'],
    ['{{name|plural|kebab}}', 'Pokemon', 'pokemon'],
    ['{{name|plural}}', 'API', 'APIs'],
    ['{{name|singular|kebab}}', 'UserCards', 'user-card'],
  ])('%s of %s is %s', (text, name, expected) => {
    expect(renderPlaceholders(text, { name })).toBe(expected)
  })

  it.each([
    '${{ name }}',
    'style={{ name }}',
    '{{other}}',
    '{{NAME}}',
    '{ {name} }',
    '{{name',
    '{{constructor}}',
  ])('is none in %s', (text) => {
    expect(renderPlaceholders(text, { name: 'Card' })).toBe(text)
  })

  it('stays with a backslash before it, without the backslash', () => {
    expect(renderPlaceholders('\\{{name}} and \\{{other}}', { name: 'x' })).toBe(
      '{{name}} and \\{{other}}',
    )
  })

  it('right after an equals sign is one, if no space follows', () => {
    expect(renderPlaceholders('KEY={{name}}', { name: 'x' })).toBe('KEY=x')
  })

  it('has the plural that a param of that name says', () => {
    const values = { name: 'Cactus', plural: 'Cacti' }
    expect(renderPlaceholders('{{name|plural|kebab}}', values)).toBe('cacti')
  })
})
