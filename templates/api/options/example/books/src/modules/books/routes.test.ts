import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../../test/app.ts';
import { useDatabase } from '../../../test/database/use-database.ts';
import { Book, BookPage } from './schema.ts';

const PATH = '/api/v1/books';
const UNKNOWN = `${PATH}/01940000-0000-7000-8000-000000000000`;
const emma = { title: 'Emma', author: 'Jane Austen', year: 1815 };

const database = useDatabase();
let client: ReturnType<typeof testApp>['client'];

beforeEach(() => {
  client = testApp(database).client;
});

describe('POST /api/v1/books', () => {
  it('adds a book and says where it is', async () => {
    const { body, headers } = await client.post(PATH).send(emma).expect(201);
    expect(Book.parse(body)).toMatchObject({ title: 'Emma', author: { name: 'Jane Austen' } });
    expect(headers.location).toBe(`${PATH}/${body.id}`);
    await client.get(headers.location ?? '').expect(200, body);
  });

  it('explains each field that is wrong', async () => {
    const { body } = await client.post(PATH).send({ title: ' ', rating: 9 }).expect(400);
    expect(body.errors).toEqual([
      { in: 'body', path: 'title', message: expect.any(String) },
      { in: 'body', path: 'author', message: expect.any(String) },
      { in: 'body', path: 'rating', message: expect.any(String) },
    ]);
  });

  it('answers a duplicate with 409 on its title', async () => {
    await client.post(PATH).send(emma).expect(201);
    const { body } = await client.post(PATH).send(emma).expect(409);
    expect(body.errors).toMatchObject([{ in: 'body', path: 'title' }]);
  });
});

describe('GET /api/v1/books', () => {
  it('gives pages that lead to each other', async () => {
    for (const title of ['Emma', 'Persuasion', 'Sanditon']) {
      await client
        .post(PATH)
        .send({ ...emma, title })
        .expect(201);
    }
    const query = { sort: 'title', order: 'asc', limit: 2 };
    const first = BookPage.parse((await client.get(PATH).query(query).expect(200)).body);
    expect(first.items.map(({ title }) => title)).toEqual(['Emma', 'Persuasion']);

    const cursor = first.nextCursor;
    const second = await client
      .get(PATH)
      .query({ ...query, cursor })
      .expect(200);
    expect(BookPage.parse(second.body)).toMatchObject({
      items: [{ title: 'Sanditon' }],
      nextCursor: null,
    });
  });

  it.each([
    ['a limit that is too high', 'limit=101', 'limit'],
    ['an unknown order', 'sort=pages', 'sort'],
    ['a cursor it did not give', 'cursor=nonsense', 'cursor'],
    ['a filter that is given twice', 'status=planned&status=reading', 'status'],
  ])('refuses %s', async (_, query, path) => {
    const { body } = await client.get(`${PATH}?${query}`).expect(400);
    expect(body.errors).toMatchObject([{ in: 'query', path }]);
  });
});

describe('PATCH /api/v1/books/:id', () => {
  it('changes what is sent', async () => {
    const { body: book } = await client.post(PATH).send(emma).expect(201);
    const change = { status: 'finished', rating: 5 };
    const { body } = await client.patch(`${PATH}/${book.id}`).send(change).expect(200);
    expect(Book.parse(body)).toMatchObject({ ...book, ...change, updatedAt: body.updatedAt });
  });

  it('refuses a rating of a book that is not finished', async () => {
    const { body: book } = await client.post(PATH).send(emma).expect(201);
    const { body } = await client.patch(`${PATH}/${book.id}`).send({ rating: 5 }).expect(400);
    expect(body.errors).toMatchObject([{ in: 'body', path: 'rating' }]);
  });
});

describe('DELETE /api/v1/books/:id', () => {
  it('deletes a book once', async () => {
    const { body } = await client.post(PATH).send(emma).expect(201);
    await client.delete(`${PATH}/${body.id}`).expect(204, {});
    await client.delete(`${PATH}/${body.id}`).expect(404);
  });
});

describe('an id', () => {
  it('that nothing has is 404', async () => {
    await client.get(UNKNOWN).expect(404);
    await client.patch(UNKNOWN).send({ notes: '' }).expect(404);
  });

  it('that is none is 400', async () => {
    const { body } = await client.get(`${PATH}/emma`).expect(400);
    expect(body.errors).toMatchObject([{ in: 'params', path: 'id' }]);
  });
});
