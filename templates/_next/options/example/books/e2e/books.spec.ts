import type { Page } from '@playwright/test';
import { addBook, booksOn, rowOf } from './books.ts';
import { expect, test } from './test.ts';

test('a book is added, changed and removed', async ({ page, uniqueTitle: title }) => {
  await page.goto('/books/new');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Author').fill('Max Beerbohm');
  await page.getByLabel('Published').fill('1911');
  await page.getByRole('button', { name: 'Add to the library' }).click();

  await expect(page).toHaveURL('/books');
  await expect(page.getByText(`“${title}” is in the library.`)).toBeVisible();
  const row = rowOf(page, title);
  await expect(row).toContainText('Max Beerbohm, 1911');

  // Change it in the list: the change shows at once, and stays.
  const statusSaved = change(page);
  await row.getByLabel(`Status of ${title}`).selectOption('finished');
  await statusSaved;
  const ratingSaved = change(page);
  await row.getByRole('radio', { name: '4 of 5' }).click();
  await expect(row.getByRole('radio', { name: '4 of 5' })).toBeChecked();
  await ratingSaved;
  await page.reload();
  await expect(rowOf(page, title).getByRole('radio', { name: '4 of 5' })).toBeChecked();

  // On its own page.
  await rowOf(page, title).getByRole('link', { name: title }).click();
  await expect(page).toHaveTitle(new RegExp(title));
  await page.getByLabel('Notes').fill('A boat race nobody survives.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL('/books');
  await expect(rowOf(page, title)).toContainText('A boat race nobody survives.');

  await rowOf(page, title).getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'Remove this book' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page).toHaveURL('/books');
  await expect(rowOf(page, title)).toHaveCount(0);
});

test('what cannot be saved stands beside its field', async ({ page, uniqueTitle: title }) => {
  await addBook(page, title);
  await page.goto('/books/new');

  await page.getByRole('button', { name: 'Add to the library' }).click();
  await expect(page.getByLabel('Title')).toHaveAccessibleDescription(/.+/);
  await expect(page.getByLabel('Author')).toHaveAccessibleDescription(/.+/);
  await expect(page.getByLabel('Title')).toBeFocused();

  // The form accepts this, but the server refuses it.
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Author').fill('Max Beerbohm');
  await page.getByRole('button', { name: 'Add to the library' }).click();
  await expect(page.getByLabel('Title')).toHaveAccessibleDescription(/already/);
  await expect(page.getByLabel('Title')).toBeFocused();
  await expect(page.getByLabel('Title')).toHaveValue(title);
  await expect(page.getByLabel('Author')).toHaveAccessibleDescription('');
});

test('an error moves no field out of its row', async ({ page }) => {
  // On a phone there is one field to a row.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/books/new');
  await page.getByLabel('Author').fill('Max Beerbohm');
  const top = async (label: string) => (await page.getByLabel(label).boundingBox())?.y;
  await page.getByLabel('Published').fill('MCMXI');
  await page.getByRole('button', { name: 'Add to the library' }).click();
  await expect(page.getByLabel('Published')).toHaveAccessibleDescription(/whole year/);
  expect(await top('Author')).toBe(await top('Published'));
});

test('the list grows by a page at a time', async ({ page }) => {
  await page.goto('/books?order=title');
  const books = booksOn(page);
  await expect(books).toHaveCount(12);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(books).toHaveCount(24);
});

test('search, status and order stand in the address', async ({ page }) => {
  await page.goto('/books');
  await page.getByLabel('Search titles and authors').fill('woolf');
  await expect(page).toHaveURL('/books?q=woolf');
  await expect(page.getByRole('link', { name: 'Mrs Dalloway' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'The Odyssey' })).toHaveCount(0);

  await page.getByLabel('Order').selectOption('oldest');
  await page
    .getByRole('navigation', { name: 'Status' })
    .getByRole('link', { name: /Finished/ })
    .click();
  await expect(page).toHaveURL('/books?q=woolf&status=finished&order=oldest');

  await page.goBack();
  await expect(page).toHaveURL('/books?q=woolf&order=oldest');
  await page.reload();
  await expect(page.getByLabel('Search titles and authors')).toHaveValue('woolf');
  await expect(page.getByLabel('Order')).toHaveValue('oldest');

  await page.getByLabel('Search titles and authors').fill('nothing like it');
  await expect(
    page.getByRole('heading', { name: 'No book matches “nothing like it”.' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Show all books' }).click();
  await expect(booksOn(page)).toHaveCount(12);
});

test('a change that the server refuses is taken back', async ({ page, uniqueTitle: title }) => {
  await addBook(page, title);
  await page.route('**/api/**', (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  );
  const status = rowOf(page, title).getByLabel(`Status of ${title}`);
  await status.selectOption('reading');
  await expect(page.getByRole('status').filter({ hasText: 'did not work' })).toBeVisible();
  await expect(status).toHaveValue('planned');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the library can be searched, filtered and ordered', async ({ page }) => {
    await page.goto('/books');
    await page.getByLabel('Search titles and authors').fill('woolf');
    await page.getByLabel('Order').selectOption('oldest');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(booksOn(page).first()).toContainText('Mrs Dalloway');
    await expect(page.getByRole('link', { name: 'The Odyssey' })).toHaveCount(0);

    await page
      .getByRole('navigation', { name: 'Status' })
      .getByRole('link', { name: /Finished/ })
      .click();
    await expect(page).toHaveURL('/books?q=woolf&status=finished&order=oldest');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/status=finished/);
    await expect(page.getByLabel('Search titles and authors')).toHaveValue('woolf');
  });
});

test('a list that cannot be fetched says so and can be tried again', async ({ page }) => {
  await page.goto('/books');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByLabel('Order').selectOption('newest');
  await expect(
    page.getByRole('heading', { name: 'The books could not be fetched.' }),
  ).toBeVisible();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(booksOn(page)).toHaveCount(12);
});

/** The next response to a change. */
function change(page: Page) {
  return page.waitForResponse((response) => response.request().method() !== 'GET');
}
