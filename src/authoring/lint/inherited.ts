import { foreignSteps } from '../../compose/foreign-steps.ts'
import { authorsIn, oldNamesIn, packageNameIn } from '../../compose/old-names.ts'
import type { Blueprint } from '../../model/blueprint.ts'
import type { Tree } from '../../model/tree.ts'
import { type Found, fileNameOf } from './lint-finding.ts'

/** The name, the author and the repository of the template, which each project would keep. */
export function inheritedNames(files: Tree): readonly Found[] {
  const found = { rule: 'old-name', level: 'warning' } as const
  const lineAt = lineReader(files)
  const lines = new Map(oldNamesIn(files).map((place) => [`${place.file}:${place.line}`, place]))
  const [names, history] = [
    [...lines.values()].filter(({ file }) => !isHistory(file)),
    new Set([...lines.values()].flatMap(({ file }) => (isHistory(file) ? [file] : []))),
  ]
  return [
    ...names.map(({ file, line, text }) => ({
      ...{ ...found, file, line, text: lineAt({ file, line }) ?? text },
      message: `Each project keeps the name of the template: ${packageNameIn(files)}.`,
      fix: 'Write {{PROJECT_NAME}}, {{PACKAGE_NAME}} or {{PROJECT_TITLE}} where it means the project.',
    })),
    ...authorsIn(files).map(({ file, line, text }) => ({
      ...{ ...found, file, line, text },
      message: 'Each project keeps the author or the repository of the template.',
      fix: 'Remove what is not true of every project.',
    })),
    ...[...history].map((file) => ({
      ...{ ...found, file, line: undefined },
      message: 'Each project keeps the history of the template.',
      fix: 'Remove it: a project begins its own.',
    })),
  ]
}

function isHistory(path: string): boolean {
  return /^(?:changelog|changes|history|releases)(?:\.\w+)?$/i.test(fileNameOf(path))
}

/** What other tools would do with the template, and create-app does not. */
export function foreignStepsIn(files: Tree): readonly Found[] {
  return foreignSteps([...files.keys()]).map(({ path, tool }) => ({
    ...({ rule: 'foreign-step', level: 'warning', line: undefined } as const),
    file: path.replace(/\/$/, ''),
    message: `This is a step of ${tool}, which create-app does not run.`,
    fix: 'Ask with "questions" in template.json, put what differs into options/, and remove it.',
  }))
}

/** A template whose projects get a .gitignore that it did not write. */
export function missingGitignore(
  blueprints: readonly Blueprint[],
  projects: readonly Tree[],
): readonly Found[] {
  const writes = blueprints.some(({ place, files, options }) => {
    return place === undefined && [files, ...options.map((one) => one.files)].some(ignoresFiles)
  })
  if (writes || !projects.some((tree) => tree.has('package.json'))) return []
  return [
    {
      ...({ rule: 'missing-gitignore', level: 'warning', line: undefined } as const),
      file: '.gitignore',
      message:
        'The template has no .gitignore, so each project gets one that ignores node_modules and .env.',
      fix: 'Add one with everything that a build, a test or a program writes.',
    },
  ]
}

function ignoresFiles(files: Tree): boolean {
  return files.has('.gitignore')
}

/** The lines of files, each read once. */
function lineReader(files: Tree): (place: { file: string; line: number }) => string | undefined {
  const read = new Map<string, readonly string[]>()
  return ({ file, line }) => {
    const content = files.get(file)?.content
    const lines = read.get(file) ?? (typeof content === 'string' ? content.split('\n') : [])
    read.set(file, lines)
    return lines[line - 1]?.trim().slice(0, mostShown)
  }
}

const mostShown = 200
