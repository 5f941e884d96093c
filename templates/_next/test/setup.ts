import { afterEach } from 'vitest';

// Component tests request a document in their first line. Other tests have none, and need no cleanup.
if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/react');
  afterEach(cleanup);
}
