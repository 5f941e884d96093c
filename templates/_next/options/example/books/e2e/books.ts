import type { Page } from '@playwright/test';
import { expect } from './test.ts';

export async function addBook(page: Page, title: string) {
  await page.goto('/books/new');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Author').fill('Max Beerbohm');
  await page.getByRole('button', { name: 'Add to the library' }).click();
  await expect(rowOf(page, title)).toBeVisible();
}

export function booksOn(page: Page) {
  return page.getByRole('list', { name: 'Books' }).getByRole('listitem');
}

export function rowOf(page: Page, title: string) {
  return booksOn(page).filter({ has: page.getByRole('link', { name: title, exact: true }) });
}
