import { expect, it } from 'vitest';
import { ariaCurrent } from './nav-link.tsx';

it.each([
  ['/notes', 'page'],
  ['/notes/1', true],
  ['/notes-of-others', undefined],
  ['/', undefined],
])('on %s, a link to /notes has aria-current %s', (pathname, expected) => {
  expect(ariaCurrent('/notes', pathname)).toBe(expected);
});
