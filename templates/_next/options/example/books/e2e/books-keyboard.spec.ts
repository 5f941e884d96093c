import { rowOf } from './books.ts';
import { expect, test } from './test.ts';

test('the keyboard is enough', async ({ page, uniqueTitle: title }) => {
  await page.goto('/books/new');
  const first = page.getByLabel('Title');
  // The form is disabled until it is hydrated.
  await expect(first).toBeEnabled();
  await first.focus();
  await page.keyboard.type(title);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Max Beerbohm');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'To read' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Finished' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/books');

  const row = rowOf(page, title);
  await row.getByRole('link', { name: title }).press('Enter');
  const remove = page.getByRole('button', { name: 'Remove this book' });
  await remove.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/books');
  await expect(row).toHaveCount(0);
});
