/** What the site is called and says about itself: in the header, the footer, the metadata and the manifest. */
export const site = {
  name: '{{PROJECT_TITLE}}',
  description: 'A new site, ready for its first feature.',
};

/**
 * The pages of the menu, one a line: `'/loans': { label: 'Loans' },`. The sitemap and the accessibility tests follow
 * from it, too.
 */
export const pages: Record<`/${string}`, { label: string }> = {};
