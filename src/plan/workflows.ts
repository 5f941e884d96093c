import { yamlValue } from '../edits/yaml/yaml.ts'
import type { Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { firstBranch } from '../tasks/git.ts'
import type { Facts } from './facts.ts'

/** Warns when GitHub would never run the project's workflows for a push to the repository's main branch. */
export function workflowWarning(
  tree: Tree,
  { repository, branch }: Facts,
  starts: boolean,
): Warning | undefined {
  const workflows = [...tree].filter(([path]) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
  if (workflows.length === 0) return undefined
  if (repository === 'parent' && !starts) {
    return {
      code: 'WORKFLOW_NOT_RUN',
      message:
        'GitHub runs only the workflows at the top of a repository, so it does not run those of this project.',
      fix: 'Move .github to the top of the repository, or use --git to start a separate repository.',
    }
  }
  const main = starts ? firstBranch : branch
  const pushed = workflows.flatMap(([path, { content }]) => {
    const branches = pushBranches(String(content))
    return branches === undefined ? [] : [{ path, branches }]
  })
  const [first] = pushed
  const isRun = pushed.some(({ branches }) => branches.some((name) => mayMatch(name, main)))
  if (first === undefined || main === undefined || isRun) return undefined
  return {
    code: 'WORKFLOW_NOT_RUN',
    message: `${first.path} runs on pushes to ${first.branches.join(', ')}, but the main branch of this repository is ${main}.`,
    fix: `Add ${main} to its branches.`,
  }
}

/** The branches that a workflow lists for pushes; undefined when it lists none. */
function pushBranches(workflow: string): readonly string[] | undefined {
  try {
    const { on } = yamlValue(workflow) as { on?: { push?: { branches?: unknown } } }
    const branches = on?.push?.branches
    return Array.isArray(branches) ? branches.map(String) : undefined
  } catch {
    // Other checks report what cannot be read.
    return undefined
  }
}

/** A pattern may match anything. */
function mayMatch(name: string, branch: string | undefined): boolean {
  return name === branch || /[*?+![\]]/.test(name)
}
