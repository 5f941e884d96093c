import { endpoint } from '../../http/endpoint.ts';
import { Book, BookId, BookPage, CreateBook, ListBooks, UpdateBook } from './schema.ts';
import { createBooksService } from './service.ts';

export const bookEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/books',
    operationId: 'listBooks',
    summary: 'List books',
    tag: 'books',
    query: ListBooks,
    success: { status: 200, description: 'A page of books', schema: BookPage },
    handle: ({ query, context }) => createBooksService(context).list(query),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/books',
    operationId: 'createBook',
    summary: 'Add a book',
    tag: 'books',
    body: CreateBook,
    success: { status: 201, description: 'The book, at its Location', schema: Book },
    problems: [409],
    async handle({ body, context, response }) {
      const book = await createBooksService(context).create(body);
      response.location(`/api/v1/books/${book.id}`);
      return book;
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/books/:id',
    operationId: 'getBook',
    summary: 'Read a book',
    tag: 'books',
    params: BookId,
    success: { status: 200, description: 'The book', schema: Book },
    problems: [404],
    handle: ({ params, context }) => createBooksService(context).get(params.id),
  }),
  endpoint({
    method: 'patch',
    path: '/api/v1/books/:id',
    operationId: 'updateBook',
    summary: 'Change a book',
    tag: 'books',
    params: BookId,
    body: UpdateBook,
    success: { status: 200, description: 'The book as it is now', schema: Book },
    problems: [404, 409],
    handle: ({ params, body, context }) => createBooksService(context).update(params.id, body),
  }),
  endpoint({
    method: 'delete',
    path: '/api/v1/books/:id',
    operationId: 'deleteBook',
    summary: 'Delete a book',
    tag: 'books',
    params: BookId,
    success: { status: 204, description: 'It is gone' },
    problems: [404, 409],
    handle: ({ params, context }) => createBooksService(context).remove(params.id),
  }),
];
