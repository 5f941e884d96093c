/** What the site is called and says about itself: in the header, the footer, the metadata and the manifest. */
export const site = {
  name: '{{PROJECT_TITLE}}',
  description: 'The books you mean to read, the ones you are in, and what you thought of them.',
};

/** The pages of the menu, one a line. The sitemap and the accessibility tests follow from it, too. */
export const pages: Record<`/${string}`, { label: string }> = {
  '/books': { label: 'Library' },
};
