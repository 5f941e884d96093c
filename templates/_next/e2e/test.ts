import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

/** Every test of this project fails when the page says something on the console that it should not. */
export const test = base.extend<{ quietConsole: undefined; uniqueTitle: string }>({
  quietConsole: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (!['error', 'warning'].includes(message.type())) return;
        // The browser itself notes down an answer of 404, 409 or 422 that the test asked for.
        if (message.text().startsWith('Failed to load resource')) return;
        complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],

  /** Tests share one server, so each gives what it makes a title that no other test uses. */
  uniqueTitle: async ({ page: _ }, use, { project, testId, repeatEachIndex, retry }) => {
    await use(`Title ${project.name} ${testId.slice(-6)} ${repeatEachIndex}${retry}`);
  },
});

/** What axe finds against WCAG 2.2 AA and its own best practices, in words that fit a failure's message. */
export async function violations(page: Page) {
  // A font that comes late moves text, and a colour on its way to another is neither of the two.
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
    for (const transition of moving) transition.finish();
  });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}
