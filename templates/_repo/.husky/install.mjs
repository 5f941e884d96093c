import { existsSync } from 'node:fs';

// Only in a clone of this repository: CI and production need no hooks, and a parent's are none of our business.
if (existsSync('.git') && !process.env.CI && process.env.NODE_ENV !== 'production') {
  const { default: husky } = await import('husky');
  process.stdout.write(husky());
}
