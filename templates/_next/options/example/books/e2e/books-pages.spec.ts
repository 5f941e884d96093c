import { expect, test, violations } from './test.ts';

const pages = {
  'the library, searched in vain': '/books?q=nothing+like+it',
  'the library, filtered': '/books?status=finished&order=title',
  'a new book': '/books/new',
};

for (const [name, path] of Object.entries(pages)) {
  test(`${name} can be used by everybody, by day and by night`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.body.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('a form with errors can be used by everybody', async ({ page }) => {
  await page.goto('/books/new');
  await page.getByRole('button', { name: 'Add to the library' }).click();
  await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
  expect(await violations(page)).toEqual([]);
});

test('the page of a book can be used by everybody, its question included', async ({ page }) => {
  await page.goto('/books?q=dalloway');
  await page.getByRole('link', { name: 'Mrs Dalloway' }).click();
  await page.getByRole('button', { name: 'Remove this book' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a book that is not there is a page that is not there', async ({ page }) => {
  for (const id of ['0190b000-0000-7000-8000-ffffffffffff', 'not-even-an-id']) {
    const response = await page.goto(`/books/${id}`);
    expect(response?.status()).toBe(404);
    await expect(page).toHaveTitle(/Not found/);
  }
});
