/** What the project is called and says about itself, for metadata and the header. */
export const site = {
  name: '{{PROJECT_TITLE}}',
  description: 'The books you mean to read, the ones you are in, and what you thought of them.',
} as const;
