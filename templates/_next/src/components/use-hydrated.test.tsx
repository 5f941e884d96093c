// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { useHydrated } from './use-hydrated.ts';

it('is false in the HTML of the server, and true once the page answers to input', async () => {
  const container = document.createElement('div');
  container.innerHTML = renderToString(<Probe />);
  expect(container.querySelector('input')?.disabled).toBe(true);

  const root = await act(async () => hydrateRoot(container, <Probe />));
  expect(container.querySelector('input')?.disabled).toBe(false);
  act(() => root.unmount());
});

function Probe() {
  return <input disabled={!useHydrated()} />;
}
