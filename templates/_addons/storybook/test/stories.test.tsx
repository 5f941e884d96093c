// @vitest-environment happy-dom
import { composeStories } from '@storybook/react';
import { describe, expect, it } from 'vitest';

type Stories = Parameters<typeof composeStories>[0];
type Composed = { run: () => Promise<void> };

const files = import.meta.glob<Stories>('../src/**/*.stories.tsx', { eager: true });

describe.each(Object.entries(files))('%s', (_, stories) => {
  const composed = Object.entries<Composed>(composeStories(stories));

  it.each(composed)('%s shows something', async (_, story) => {
    await story.run();
    expect(document.body.textContent).not.toBe('');
  });
});
