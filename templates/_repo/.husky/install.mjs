import { existsSync } from 'node:fs';

// Only in a clone of this repository with its development dependencies: CI and servers need no hooks, and a parent
// repository keeps its own.
if (existsSync('.git') && existsSync('node_modules/husky') && !process.env.CI) {
  const { default: husky } = await import('husky');
  process.stdout.write(husky());
}
