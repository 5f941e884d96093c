import type { Page } from '@playwright/test';
import { test as base, expect, violations } from './test.ts';

export { expect, violations };

/** Tests share one server, so each brings books of its own. */
export const test = base.extend<{ title: string }>({
  title: async ({ page: _ }, use, { project, testId, repeatEachIndex, retry }) => {
    await use(`Zuleika ${project.name} ${testId.slice(-6)} ${repeatEachIndex}${retry}`);
  },
});

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
