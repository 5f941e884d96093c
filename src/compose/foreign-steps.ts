import { type Blueprint, folderOf } from '../model/blueprint.ts'
import type { Warning } from '../model/warning.ts'
import { pathIn } from './place.ts'

/** A file or folder by which another tool does more than to copy the template. */
export type ForeignStep = { readonly path: string; readonly tool: string }

/** The steps of other tools in a template, by its paths. create-app runs none of them. */
export function foreignSteps(paths: readonly string[]): readonly ForeignStep[] {
  const has = (path: string) =>
    path.endsWith('/') ? paths.some((one) => one.startsWith(path)) : paths.includes(path)
  return steps
    .filter(([path, , beside]) => has(path) && (beside === undefined || has(beside)))
    .map(([path, tool]) => ({ path, tool }))
}

/** Warns of what other tools would have done in a new project. Our own templates have no such steps. */
export function foreignStepWarnings(blueprints: readonly Blueprint[]): readonly Warning[] {
  const found = blueprints.flatMap((blueprint) =>
    blueprint.source === 'builtin'
      ? []
      : foreignSteps([...blueprint.files.keys()]).map(
          ({ path, tool }) => `${pathIn(folderOf(blueprint), path)} (${tool})`,
        ),
  )
  if (found.length === 0) return []
  return [
    {
      code: foreignStepCode,
      message: `The template has steps of other tools, which create-app does not run: ${[...new Set(found)].join(', ')}.`,
      fix: 'Read them, do what the project needs by hand, and remove them.',
    },
  ]
}

export const foreignStepCode = 'TEMPLATE_STEP_NOT_RUN'

/** A path, its tool, and what must be beside it where the name alone says too little. Folders end with `/`. */
const steps: readonly (readonly [path: string, tool: string, beside?: string])[] = [
  ['remix.init/', 'Remix'],
  ['degit.json', 'degit'],
  ['cookiecutter.json', 'Cookiecutter'],
  ['hooks/', 'Cookiecutter', 'cookiecutter.json'],
  ['copier.yml', 'Copier'],
  ['copier.yaml', 'Copier'],
  ['cargo-generate.toml', 'cargo-generate'],
  ['template.config.js', 'React Native'],
  ['template.json', 'Create React App', 'template/package.json'],
  ['template.json', 'Create React App', 'template/src/'],
  ['.template.config/template.json', 'dotnet new'],
  ['meta.js', 'Vue CLI', 'template/'],
  ['meta.json', 'Vue CLI', 'template/'],
  ['preset.json', 'Vue CLI', 'generator/'],
  ['saofile.js', 'SAO'],
  ['generators/app/index.js', 'Yeoman'],
  ['brick.yaml', 'Mason', '__brick__/'],
  ['boilerplate.yml', 'Boilerplate'],
  ['.github/workflows/template-cleanup.yml', 'GitHub Actions'],
]
