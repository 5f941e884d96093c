import { describe, expect, it } from 'vitest';
import { bindingOf, titleSize } from './cover.ts';

describe('a cover', () => {
  it('is bound like the other books of its author', () => {
    expect(bindingOf(' virginia woolf')).toEqual(bindingOf('Virginia Woolf'));
  });

  it('prints a short title large and a long one small', () => {
    expect(titleSize('Emma', 'block')).toBe('2xl');
    expect(
      titleSize('The Autobiography of Alice B. Toklas, in Her Own Words Entirely', 'block'),
    ).toBe('s');
  });

  it('never breaks a long word', () => {
    expect(titleSize('Dalloway', 'frame')).toBe('l');
    expect(titleSize('Frankenstein', 'label')).toBe('s');
  });
});
