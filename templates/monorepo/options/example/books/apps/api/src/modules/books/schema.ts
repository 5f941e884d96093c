export * from '@{{PROJECT_NAME}}/domain/books';
