import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The suites that take longest, in that order; with these first no worker waits for another at the end. */
const longest = ['e2e/package', 'e2e/registry', 'faults/death', 'e2e/guide', 'e2e/new-template']

/** Starts the long suites first, and the end-to-end ones before the quick ones. */
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
