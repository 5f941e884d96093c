import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

/** A test fails if the page logs an error or a warning, or does what the Content-Security-Policy forbids. */
export const test = base.extend<{ quietConsole: undefined; uniqueTitle: string }>({
  quietConsole: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (!['error', 'warning'].includes(message.type())) return;
        // The browser itself logs responses such as 404 and 409, which tests cause on purpose.
        if (message.text().startsWith('Failed to load resource')) return;
        complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          console.error(`The Content-Security-Policy forbids ${violatedDirective} ${blockedURI}`);
        });
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],

  /** A title that no other test uses, because all tests share one server. */
  uniqueTitle: async ({ page: _ }, use, { project, testId, repeatEachIndex, retry }) => {
    await use(`Title ${project.name} ${testId.slice(-6)} ${repeatEachIndex}${retry}`);
  },
});

/** The violations of WCAG 2.2 AA and of axe's best practices, as text for the message of a failed test. */
export async function violations(page: Page) {
  // Wait for fonts, which move text, and for transitions, which have colours in between.
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
