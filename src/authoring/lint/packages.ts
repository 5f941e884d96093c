import { readJson } from '../../edits/json/json.ts'
import { allLockfiles } from '../../model/package-manager.ts'
import { type Answers, packageManagerOf } from '../../model/question.ts'
import type { Tree } from '../../model/tree.ts'
import { commandShapes } from '../../packages/other-commands.ts'
import { type Found, linesOf } from './lint-finding.ts'

/** A project of a template and the answers that it was created with. */
export type SampleProject = { readonly answers: Answers; readonly tree: Tree }

/**
 * Dependencies without an exact version: a later project may get a different version from the tested one, unless the
 * template brings the lockfile.
 */
export function unpinnedDependencies(
  projects: readonly SampleProject[],
  files: Tree,
): readonly Found[] {
  if (allLockfiles.some((name) => files.has(name))) return []
  const byFile = new Map<string, Set<string>>()
  for (const { tree } of projects) {
    for (const [path, { content }] of tree) {
      if (!/(?:^|\/)package\.json$/.test(path) || typeof content !== 'string') continue
      const loose = dependenciesIn(content).filter(([, version]) => !isExact(version))
      if (loose.length === 0) continue
      const names = byFile.get(path) ?? byFile.set(path, new Set()).get(path)
      for (const [name] of loose) names?.add(name)
    }
  }
  return [...byFile].map(([file, names]) => ({
    rule: 'unpinned-dependency',
    level: 'warning',
    ...{ file, line: undefined, text: [...names].join(', ') },
    message: 'Later projects may get other versions of these packages than you have tested.',
    fix: 'Use exact versions, or bring the lockfile of the package manager.',
  }))
}

function dependenciesIn(packageJson: string): readonly (readonly [string, string])[] {
  const { dependencies, devDependencies } = (readJson(packageJson) ?? {}) as Record<string, object>
  const all = { ...dependencies, ...devDependencies } as Record<string, unknown>
  return Object.entries(all).map(([name, version]) => [name, String(version)])
}

/** Packages of the project itself (workspace:, file:) count as exact, and so does what a catalog decides. */
function isExact(version: string): boolean {
  return (
    /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(version) ||
    /^(?:workspace|catalog|file|link|portal):/.test(version)
  )
}

/** Commands of another package manager, in a template that lets people choose one. */
export function otherManagersCommands(projects: readonly SampleProject[]): readonly Found[] {
  return projects.flatMap(({ answers, tree }) => {
    const { name: own } = packageManagerOf(answers)
    const others = Object.entries(commandShapes).filter(([name]) => name !== own)
    return [...tree].flatMap(([file, { content }]) =>
      linesOf(content).flatMap(([line, text]): Found[] => {
        const words = others.flatMap(([, shape]) => shape.exec(text)?.[0] ?? [])[0]
        if (words === undefined) return []
        return [
          {
            rule: 'other-package-manager',
            level: 'warning',
            ...{ file, line, text: words },
            message: `A project that uses ${own} names the commands of another package manager.`,
            fix: 'Use {{INSTALL}}, {{RUN}} or {{EXEC}}, or add one file per package manager in options/pm/.',
          },
        ]
      }),
    )
  })
}
