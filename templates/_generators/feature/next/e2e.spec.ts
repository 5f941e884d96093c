import { expect, test, violations } from './test.ts';

{{#first fields.short}}
test('one of the {{name|plural|words}} is added, found, changed and removed', async ({ page, uniqueTitle: unique }) => {
  await page.goto('/{{name|plural|kebab}}');
  await page.getByRole('main').getByRole('link', { name: 'New {{name|words}}' }).first().click();
  await expect(page).toHaveURL('/{{name|plural|kebab}}/new');
  expect(await violations(page)).toEqual([]);
  {{#fields}}
  {{field.fill}}
  {{/fields}}
  await page.getByLabel('{{field.name|title}}', { exact: true }).fill(unique);
  await page.getByRole('button', { name: 'Add' }).click();

  await expect(page).toHaveURL('/{{name|plural|kebab}}');
  await page.getByRole('searchbox').fill(unique);
  await expect(page).toHaveURL(/\?q=/);
  const row = page.getByRole('list', { name: '{{name|plural|title}}' }).getByRole('link', { name: unique });
  await expect(row).toHaveCount(1);
  await row.click();
  await expect(page.getByRole('heading', { level: 1, name: unique })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('{{field.name|title}}', { exact: true }).fill(`${unique} changed`);
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('link', { name: `${unique} changed` }).click();
  await page.getByRole('button', { name: 'Remove this {{name|words}}' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL('/{{name|plural|kebab}}');
  await page.goto(`/{{name|plural|kebab}}?q=${unique}`);
  await expect(page.getByText(`No {{name|words}} matches “${unique}”.`)).toBeVisible();
});
{{/first}}
{{^has fields.short}}
test('one of the {{name|plural|words}} can be added', async ({ page }) => {
  await page.goto('/{{name|plural|kebab}}');
  await page.getByRole('main').getByRole('link', { name: 'New {{name|words}}' }).first().click();
  await expect(page).toHaveURL('/{{name|plural|kebab}}/new');
  expect(await violations(page)).toEqual([]);
  {{#fields}}
  {{field.fill}}
  {{/fields}}
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page).toHaveURL('/{{name|plural|kebab}}');
});
{{/has}}
