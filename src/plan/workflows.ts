import { yamlValue } from '../edits/yaml/yaml.ts'
import { limits } from '../model/limits.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
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
  const pushed = workflows.map(([path, file]) => ({ path, branches: pushBranches(file) }))
  const isRun = pushed.some(({ branches }) => branches.some((name) => mayMatch(name, main)))
  const first = pushed.find(({ branches }) => branches.length > 0)
  if (first === undefined || main === undefined || isRun) return undefined
  return {
    code: 'WORKFLOW_NOT_RUN',
    message: `${first.path} runs on pushes to ${first.branches.join(', ')}, but the main branch of this repository is ${main}.`,
    fix: `Add ${main} to its branches.`,
  }
}

const anyBranch = ['*']

/** The branches for whose pushes a workflow runs: any branch where that cannot be told. */
function pushBranches({ content }: TreeFile): readonly string[] {
  if (typeof content !== 'string' || content.length > limits.mergedBytes) return anyBranch
  try {
    const { on } = yamlValue(content) as { on?: Triggers }
    if (typeof on !== 'object' || on === null || Array.isArray(on)) {
      return [on].flat().includes('push') ? anyBranch : []
    }
    if (!('push' in on)) return []
    const { branches, tags } = on.push ?? {}
    if (branches !== undefined) return [branches].flat().map(String)
    return tags === undefined ? anyBranch : []
  } catch {
    // Other checks report what cannot be read.
    return anyBranch
  }
}

/** What a workflow runs on; each filter may also be written as a single text. */
type Triggers = string | readonly string[] | { readonly push?: PushFilters | null } | null
type PushFilters = { readonly branches?: unknown; readonly tags?: unknown }

/** A pattern may match anything. */
function mayMatch(name: string, branch: string | undefined): boolean {
  return name === branch || /[*?+![\]]/.test(name)
}
