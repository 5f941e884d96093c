import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The slowest suites, slowest first, so that no worker is left with a long one at the end. */
const longest = ['e2e/package', 'e2e/registry', 'faults/death', 'e2e/guide', 'e2e/new-template']

/** Starts the slowest suites first, and the end-to-end tests before the unit tests. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

const projects = ['e2e', 'faults', 'program', 'unit']

function rankOf({ moduleId, project }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.includes(`test/${name}.`))
  return place >= 0 ? place : longest.length + projects.indexOf(project.name)
}
