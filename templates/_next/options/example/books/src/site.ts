/** The name and description of the site, for the header, the footer, the metadata and the manifest. */
export const site = {
  name: '{{PROJECT_TITLE}}',
  description: 'The books you mean to read, the ones you are in, and what you thought of them.',
};

/** The pages of the menu, one per line. The sitemap and the accessibility tests use this list, too. */
export const pages: Record<`/${string}`, { label: string }> = {
  '/books': { label: 'Library' },
};
