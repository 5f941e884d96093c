import { afterEach } from 'vitest';

// Component tests ask for a document in their first line; the others have none and need no cleaning up.
if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/react');
  afterEach(cleanup);
}
