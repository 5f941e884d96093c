import type { Tree } from '../../model/tree.ts'
import { type Found, linesOf } from './lint-finding.ts'

/** GitHub Actions that are not pinned, so that their owners can change what a workflow runs. */
export function unpinnedActions(files: Tree): readonly Found[] {
  const used = [...files].flatMap(([file, { content }]) =>
    /(?:^|\/)\.github\/.*\.ya?ml$/.test(file) || /(?:^|\/)action\.ya?ml$/.test(file)
      ? linesOf(content).flatMap(([line, text]) => usedIn(text).map((use) => ({ file, line, use })))
      : [],
  )
  const pins = [...used.flatMap(({ use }) => use.pin ?? []), ...knownPins.flatMap(pinIn)]
  const unpinned = used.filter(({ use }) => !isPinned(use.action))
  const fix = adviceFor([...new Set(unpinned.map(({ use }) => use.action))], pins)
  return unpinned.map(({ file, line, use }) => ({
    rule: 'unpinned-action',
    level: 'problem',
    ...{ file, line, text: use.action },
    message: 'The owner of an action can change what its tag stands for at any time.',
    fix,
  }))
}

/**
 * Common actions and the commit of one of their versions, as workflows write them. Each is in a workflow of this
 * repository, and a test compares them: a SHA that nobody uses could be wrong.
 */
export const knownPins: readonly string[] = [
  'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
  'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
  'actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e # v6.4.0',
  'actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0',
  'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
  'pnpm/action-setup@0e279bb959325dab635dd2c09392533439d90093 # v6.0.8',
]

/** A version of an action and its commit. */
type Pin = { readonly repository: string; readonly sha: string; readonly version: string }

/** What stands after `uses:`; `pin` when it also names the version of a commit. */
type UsedAction = { readonly action: string; readonly pin: Pin | undefined }

function usedIn(line: string): readonly UsedAction[] {
  const [, action, comment = ''] =
    /^\s*(?:-\s+)?uses:\s*["']?([^\s"'#]+)["']?\s*(#.*)?$/.exec(line.trimEnd()) ?? []
  if (action === undefined) return []
  return [{ action, pin: pinIn(`${action} ${comment}`)[0] }]
}

function pinIn(text: string): readonly Pin[] {
  const [, action = '', sha, version] =
    /^([^@\s]+)@([0-9a-f]{40}) +# *(?:tag=)?(v?\d[\w.-]*)/.exec(text) ?? []
  if (sha === undefined || version === undefined) return []
  return [{ repository: repositoryOf(action), sha, version }]
}

/** `owner/name` of an action, which may be in a folder of its repository. */
function repositoryOf(action: string): string {
  return action.split('@')[0]?.split('/').slice(0, 2).join('/') ?? ''
}

function isPinned(action: string): boolean {
  return action.startsWith('./') || /@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(action)
}

/** Names the commit of each action where one is known; a tag stands only for versions that begin with it. */
function adviceFor(actions: readonly string[], pins: readonly Pin[]): string {
  const known = actions.flatMap((action) => {
    const [path = '', tag = ''] = action.split('@')
    const pin = pins.find(({ repository, version }) => {
      return repository === repositoryOf(action) && `${version}.`.startsWith(`${tag}.`)
    })
    return pin === undefined ? [] : [`  ${path}@${pin.sha} # ${pin.version}`]
  })
  const start = 'Pin each to a full commit SHA, with the version in a comment'
  if (known.length === 0) return `${start}.`
  const rest =
    known.length === actions.length
      ? []
      : ['Take the SHA of the others from the tag in their repositories.']
  return [`${start}:`, ...known, ...rest].join('\n')
}
