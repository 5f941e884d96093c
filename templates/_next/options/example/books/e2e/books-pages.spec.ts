import { expect, test, violations } from './test.ts';

const pages = {
  'the library, searched in vain': '/books?q=nothing+like+it',
  'the library, filtered': '/books?status=finished&order=title',
  'a new book': '/books/new',
};

for (const [name, path] of Object.entries(pages)) {
  test(`${name} is accessible, in the light and the dark theme`, async ({ page }) => {
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

test('a form with errors is accessible', async ({ page }) => {
  await page.goto('/books/new');
  await page.getByRole('button', { name: 'Add to the library' }).click();
  await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
  expect(await violations(page)).toEqual([]);
});

test('the page of a book is accessible, with its confirmation', async ({ page }) => {
  await page.goto('/books?q=dalloway');
  await page.getByRole('link', { name: 'Mrs Dalloway' }).click();
  await page.getByRole('button', { name: 'Remove this book' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a missing book shows the not-found page', async ({ page }) => {
  for (const id of ['0190b000-0000-7000-8000-ffffffffffff', 'not-even-an-id']) {
    const response = await page.goto(`/books/${id}`);
    expect(response?.status()).toBe(404);
    await expect(page).toHaveTitle(/Not found/);
  }
});
