import { expect, test, violations } from './test.ts';

const pages = {
  'the shelf': '/',
  'the library': '/books',
  'the library, searched in vain': '/books?q=nothing+like+it',
  'a new book': '/books/new',
  'a page that is not there': '/nowhere',
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
    await expect(
      page.getByRole('heading', { name: 'This page is not on any shelf.' }),
    ).toBeVisible();
  }
});

test('the theme is chosen once and there from the first byte', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /Theme: system/ }).click();
  await page.getByRole('button', { name: /Theme: light/ }).click();
  await expect(page.getByRole('button', { name: /Theme: dark/ })).toBeVisible();

  const html = await (await page.reload())?.text();
  expect(html).toContain('data-theme="dark"');
});
