import { expect, it } from 'vitest';
import { headline } from './headline.ts';

it('says how the shelf stands in words', () => {
  expect(headline({ planned: 10, reading: 1, finished: 31 })).toBe('One open, ten to go, 31 read.');
});

it('is friendly to an empty shelf', () => {
  expect(headline({ planned: 0, reading: 0, finished: 0 })).toContain('An empty shelf');
});
