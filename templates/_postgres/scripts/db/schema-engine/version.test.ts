import { expect, it } from 'vitest';
import { checkVersion } from './version.ts';

it('says which version of the engine Prisma needs', () => {
  expect(() => checkVersion()).not.toThrow();
  expect(() => checkVersion('7.0.0-1.abc')).toThrow(
    /needs another version .* set "@prisma\/schema-engine-wasm" to "\d+\.\d+\.\d+-\S+" in package\.json \(it is "7\.0\.0-1\.abc"\)/,
  );
});
