/** The name and description of the site, for the header, the footer, the metadata and the manifest. */
export const site = {
  name: '{{PROJECT_TITLE}}',
  description: 'A new site, ready for its first feature.',
};

/**
 * The pages of the menu, one per line: `'/loans': { label: 'Loans' },`. The sitemap and the accessibility tests use this
 * list, too.
 */
export const pages: Record<`/${string}`, { label: string }> = {
  // One line for each page.
};
