// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Fact, Facts } from './facts.tsx';

it('names each value, and leaves out what has none', () => {
  render(
    <Facts>
      <Fact name="Due on" value="2027-01-31" />
      <Fact name="Returned" value={false} />
      <Fact name="Fee" value={null} />
    </Facts>,
  );
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
    'Due on:',
    'Returned:',
  ]);
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
    '2027-01-31',
    'No',
  ]);
});
