import { pages } from '../src/site.ts';
import { expect, test, violations } from './test.ts';

for (const path of ['/', ...Object.keys(pages), '/no-such-page']) {
  test(`${path} is accessible in light and dark, and as wide as the screen`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const response = await page.goto(path);
    expect(response?.status()).toBe(path === '/no-such-page' ? 404 : 200);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.body.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('a page that does not exist leads back to the start page', async ({ page }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { name: 'This page does not exist.' })).toBeVisible();
  await page.getByRole('main').getByRole('link').click();
  await expect(page).toHaveURL('/');
});

test('the theme that was chosen is in the HTML of the next page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /Theme: system/ }).click();
  await page.getByRole('button', { name: /Theme: light/ }).click();
  await expect(page.getByRole('button', { name: /Theme: dark/ })).toBeVisible();

  const html = await (await page.reload())?.text();
  expect(html).toContain('data-theme="dark"');
});
