// @vitest-environment happy-dom

import { render, screen, within } from '@testing-library/react';
import type { Route } from 'next';
import { expect, it } from 'vitest';
import { type MenuLink, PhoneMenu, WideMenu } from './main-menu.tsx';

const links: MenuLink[] = [
  { href: '/notes' as Route, label: 'Notes' },
  { href: '/tags' as Route, label: 'Tags' },
];

it.each([
  ['wide', WideMenu],
  ['phone', PhoneMenu],
])('the %s menu links to every page', (_name, Menu) => {
  render(<Menu links={links} />);
  const found = within(screen.getByRole('navigation', { name: 'Main' })).getAllByRole('link');
  expect(found.map((link) => [link.getAttribute('href'), link.textContent])).toEqual([
    ['/notes', 'Notes'],
    ['/tags', 'Tags'],
  ]);
});

it('without pages there is no menu at all', () => {
  const { container } = render(
    <>
      <WideMenu links={[]} />
      <PhoneMenu links={[]} />
    </>,
  );
  expect(container.innerHTML).toBe('');
});
