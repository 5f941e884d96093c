import { listPaths } from '../compose/incomplete-warnings.ts'
import { type PackageManagerName, packageManagers } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { type Bound, droppedFiles, hasMoreSettings } from './bind-package-manager.ts'
import { asSettings, packageJsonAt, shortLines, textAt } from './read-settings.ts'
import { isOther, isWorkflow } from './signs.ts'
import { packageFiles, pnpmWorkspace } from './workspaces.ts'

/** Commands that belong to one package manager. */
export const commandShapes: Readonly<Record<PackageManagerName, RegExp>> = {
  npm: /\bnpm (?:install(?! --global)|run|ci|test)\b|\bnpx\b/,
  pnpm: /\bpnpm (?:install|run|test|exec)\b/,
  yarn: /\byarn (?:install|run|test|exec)\b/,
  bun: /\bbun (?:install|run|test|x)\b/,
}

export const otherManagerCode = 'OTHER_PACKAGE_MANAGER'

/** What a template leaves for another package manager than the one that is used. */
export function otherManagerWarnings(tree: Tree, source: Tree, bound: Bound): readonly Warning[] {
  return [...commandsWarning(tree, bound), ...settingsWarning(source, bound)]
}

/** Workflows, Dockerfiles and scripts are the template's own, so they are not changed. */
function commandsWarning(
  tree: Tree,
  { packageManager: { name: own }, folders }: Bound,
): readonly Warning[] {
  const others = packageManagers.filter((name) => name !== own)
  const manifests = packageFiles(tree, folders).map(({ path, json }) => {
    return { path, text: shortLines(Object.values(asSettings(json.scripts)).join('\n')).join('\n') }
  })
  const texts = [...tree.keys()].filter((path) => isWorkflow(path) || isDockerfile(path))
  const found = [
    ...texts.map((path) => ({ path, text: commandLines(textAt(tree, path)) })),
    ...manifests,
  ].flatMap(({ path, text }) => {
    const run = others.filter((name) => usedShapes[name].test(text))
    return run.length === 0 ? [] : [{ path, run }]
  })
  if (found.length === 0) return []
  const names = others.filter((name) => found.some(({ run }) => run.includes(name)))
  return [
    {
      code: otherManagerCode,
      message: `The project uses ${own}, but these files run ${names.join(' and ')}: ${listPaths(found.map(({ path }) => path))}.`,
      fix: `Change them to ${own}, or use --pm ${names[0]}.`,
    },
  ]
}

/** What runs a package manager. npm and npx come with Node, so only an installation with npm counts. */
const usedShapes: Readonly<Record<PackageManagerName, RegExp>> = {
  npm: /(?<![\w@./-])npm\s+(?:ci|i|install|add)\b(?![^&|;\n]*\s(?:-g|--global)\b)|\bcache:\s*["']?npm\b/,
  pnpm: /\bpnpm\/action-setup\b|(?<![\w@./-])pnpm(?:\s+|["'],\s*["'])[-a-z]|\bcache:\s*["']?pnpm\b/,
  yarn: /(?<![\w@./-])yarn(?:\s+|["'],\s*["'])[-a-z]|\bcache:\s*["']?yarn\b/,
  bun: /\boven-sh\/setup-bun\b|(?<![\w@./-])bunx?(?:[ \t]+|["'],\s*["'])[-a-z]/,
}

function isDockerfile(path: string): boolean {
  return /(?:^|\/)(?:Dockerfile(?:\.[^/]*)?|[^/]+\.Dockerfile)$/i.test(path)
}

/** Without comments and the names of steps. */
function commandLines(text: string): string {
  return shortLines(text)
    .filter((line) => !/^(?:#|-?\s*name:)/.test(line.trimStart()))
    .join('\n')
}

/** Settings of the template's package manager that no other one reads. */
function settingsWarning(source: Tree, bound: Bound): readonly Warning[] {
  const { sign, packageManager } = bound
  if (!sign || !isOther(sign, packageManager)) return []
  const { name } = packageManager
  const dropped = droppedFiles(source, bound).map((path) => path.replace(/^\.yarn\/.*/s, '.yarn'))
  const files = dropped.filter((path) => path !== pnpmWorkspace || hasMoreSettings(source))
  const readers = {
    pnpm: ['pnpm'],
    overrides: ['npm', 'bun'],
    resolutions: ['yarn', 'pnpm', 'bun'],
  }
  const manifest = packageJsonAt(source, 'package.json') ?? {}
  const fields = Object.entries(readers).flatMap(([field, by]) => {
    return manifest[field] !== undefined && !by.includes(name) ? [`${field} in package.json`] : []
  })
  const lost = [...new Set([...files, ...fields])]
  if (lost.length === 0) return []
  return [
    {
      code: otherManagerCode,
      message: `The template is for ${sign.name}, and ${name} does not read these settings: ${listPaths(lost)}.`,
      fix: `Set for ${name} what the project needs of them, or use --pm ${sign.name}.`,
    },
  ]
}
