import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Runs the tests that need no database first, while the server starts. */
export class DatabaseLast extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(usesDatabase(a)) - Number(usesDatabase(b)));
  }
}

function usesDatabase({ moduleId }: TestSpecification) {
  return readFileSync(moduleId, 'utf8').includes('/test/database/use-');
}
