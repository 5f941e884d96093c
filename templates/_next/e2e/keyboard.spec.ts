import type { Page } from '@playwright/test';
import { pages } from '../src/site.ts';
import { expect, test, violations } from './test.ts';

test('the first Tab leads to a link that skips the header', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

// Without a page there is no menu.
for (const [path, { label }] of Object.entries(pages).slice(0, 1)) {
  test.describe('the menu of a narrow screen', () => {
    test.use({ viewport: { width: 360, height: 740 } });

    const linkInMenu = (page: Page) =>
      page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: label, exact: true });

    test('opens and closes with the keyboard', async ({ page }) => {
      await page.goto('/');
      const open = page.getByRole('button', { name: 'Open the menu' });
      const link = linkInMenu(page);

      await open.press('Enter');
      await expect(link).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(link).toBeHidden();
      await expect(open).toBeFocused();

      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await expect(link).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(path);
      await expect(link).toBeHidden();
    });

    test('closes on a click beside it', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Open the menu' }).click();
      const menu = page.getByRole('navigation', { name: 'Main' });
      await expect(menu).toBeVisible();
      await page.mouse.click(180, 700);
      await expect(menu).toBeHidden();
    });

    test.describe('without scripts', () => {
      test.use({ javaScriptEnabled: false });

      test('works all the same', async ({ page }) => {
        await page.goto('/');
        await page.getByRole('button', { name: 'Open the menu' }).click();
        await linkInMenu(page).click();
        await expect(page).toHaveURL(path);
      });
    });
  });
}
