// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderWithProviders } from '../../test/render.tsx';
import { PageHeading } from './page-heading.tsx';

it('has the title, the way up and what can be done', () => {
  renderWithProviders(
    <PageHeading title="A note" back={{ href: '/', label: 'Start' }}>
      <button type="button">Edit</button>
    </PageHeading>,
  );
  expect(screen.getByRole('heading', { level: 1, name: 'A note' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Start' }).getAttribute('href')).toBe('/');
  expect(screen.getByRole('button', { name: 'Edit' })).toBeDefined();
});
