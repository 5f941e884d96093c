import { describe, expect, it } from 'vitest';
import { aBook } from '../../../test/fake-books.ts';
import { emptyForm, readForm, toForm } from './form.ts';

describe('a form', () => {
  it('gives back the book it was filled from', () => {
    expect(readForm(toForm(aBook({ year: -700 })))).toEqual({
      book: {
        title: 'Middlemarch',
        author: 'George Eliot',
        year: -700,
        status: 'reading',
        rating: null,
        notes: '',
      },
    });
  });

  it('does not take letters for a year', () => {
    expect(readForm({ ...emptyForm, year: 'MCMXX' })).toMatchObject({
      problem: { fields: { year: expect.stringContaining('number') } },
    });
  });

  it('drops a rating that the status does not allow', () => {
    expect(readForm({ ...emptyForm, status: 'reading', rating: 4 })).toMatchObject({
      book: { rating: null },
    });
  });
});
