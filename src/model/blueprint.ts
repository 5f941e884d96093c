import { limits } from './limits.ts'
import type { Question } from './question.ts'
import type { Tree } from './tree.ts'

export type BlueprintKind = 'template' | 'layer' | 'option' | 'addon' | 'generator'

/**
 * Where a blueprint comes from: built in, a local folder (`file:`), or fetched from
 * `gh:user/repo/dir#<commit>`, `npm:package@1.2.3/dir` or a URL.
 */
export type BlueprintSource = 'builtin' | `${string}:${string}`

/** Whether a source can be fetched again; a local folder cannot. */
export function isFetched(source: string): boolean {
  return source !== 'builtin' && !source.startsWith('file:')
}

/** The kinds of blueprints that have a manifest: `template.json`, `layer.json`, `addon.json`. */
export type ManifestKind = 'template' | 'layer' | 'addon'

/** The content of a manifest, with all defaults filled in. */
export type Manifest = {
  readonly title: string
  readonly description: string
  /** Layers, in the order in which they are applied. Only for templates and add-ons. */
  readonly extends: readonly string[]
  /** Other blueprints, each in its own folder. Only for templates. */
  readonly compose: readonly Part[]
  /** Other names for the template. */
  readonly aliases: readonly string[]
  /** Position in lists; the template with the lowest is the default. */
  readonly order: number
  readonly questions: readonly Question[]
  /** Variables of `.env.example` that get a generated value in `.env`. */
  readonly env: Readonly<Record<string, 'secret'>>
  /** Paths of an earlier blueprint that this one replaces. */
  readonly overrides: readonly string[]
  /** Paths of an earlier blueprint that a project with this one does not have. Only for add-ons. */
  readonly drops: readonly string[]
  /** Path -> JSON pointers whose values are replaced instead of merged. */
  readonly replace: Readonly<Record<string, readonly string[]>>
  /** Old path -> new path, of files that an earlier version had elsewhere: a person's edits follow. */
  readonly renames: Readonly<Record<string, string>>
  readonly nextSteps: readonly NextStep[]
  readonly lint: { readonly allow: readonly Allowed[] }
}

/** The rules of `template lint`, the most important first. */
export const lintRules = [
  'manifest',
  'project',
  'secret',
  'placeholder',
  'option',
  'test-script',
  'missing-script',
  'absolute-path',
  'unpublished',
  'leftover',
  'unpinned-action',
  'foreign-step',
  'old-name',
  'missing-gitignore',
  'other-package-manager',
  'unpinned-dependency',
  'engines',
  'stale-allow',
] as const
export type LintRule = (typeof lintRules)[number]

/** The rules of `generator lint`, the most important first. */
export const generatorLintRules = [
  'generator',
  'filter',
  'choice',
  'path',
  'unreadable',
  'misspelt-param',
  'unused-param',
  'insertion',
] as const
export type GeneratorLintRule = (typeof generatorLintRules)[number]

/** The rules of `addon lint`: those that it shares, then its own. */
export const addonLintRules = [
  ...(['manifest', 'project', 'secret', 'placeholder', 'option', 'absolute-path'] as const),
  ...(['unpublished', 'leftover', 'unpinned-action', 'foreign-step', 'old-name'] as const),
  ...(['other-package-manager', 'unpinned-dependency', 'engines', 'stale-allow'] as const),
  ...(['choice', 'unreadable', 'insertion', 'need', 'conflict'] as const),
] as const
export type AddonLintRule = (typeof addonLintRules)[number]

/** What an author accepts in a template: the findings of one rule in one file or folder. */
export type Allowed = {
  readonly rule: LintRule
  /** A path of the template; every path in it if it ends with `/`. */
  readonly path: string
  readonly reason: string
}

/** A template, or one layer, that another template puts into a folder. */
export type Part = Place & { readonly template?: string; readonly layer?: string }

/** The folder of a part, and when the part is included. */
export type Place = {
  /** A folder of the project: `apps/web`. */
  readonly into: string
  /** The answer that includes it, as `<question>/<value>`; without one it is always included. */
  readonly when?: string
  /** The port of its server, so that two parts do not use the same one. */
  readonly port?: number
}

export type NextStep = { readonly title: string; readonly command: string }

/** A folder of files and rules that create or change a project. The id of an option is `<question>/<value>`. */
export type Blueprint = {
  readonly kind: BlueprintKind
  readonly id: string
  readonly version: string
  readonly source: BlueprintSource
  /** The hash of its tarball, where the source alone does not determine the content. */
  readonly integrity?: string
  readonly manifest: Manifest
  readonly files: Tree
  readonly options: readonly Blueprint[]
  /** Set when something of its folder was not read. */
  readonly leftBehind?: LeftBehind
  /** The files of a template without a manifest that have other names in a project. */
  readonly renamed?: readonly Renamed[]
  /** Set in a part; everything else goes to the root. */
  readonly place?: Place
}

/** A file that is stored under another name, because npm publishes no dotfiles of that name. */
export type Renamed = { readonly from: string; readonly to: string }

/** What a folder has, or has in git, that was not read. Paths from the folder. */
export type LeftBehind = {
  /** Submodules that are empty. */
  readonly submodules: readonly string[]
  /** Patterns that `.gitattributes` keeps out of the tarball. */
  readonly unexported: readonly string[]
  /** What `.gitignore` excludes and git does not track. */
  readonly ignored: readonly string[]
}

/** The snapshot in a template's folder, which `template test` compares with. */
export const snapshotPath = 'template.snapshot.json'
/** The schema of the manifest in a template's folder, for the author's editor, and that in an add-on's. */
export const manifestSchemaPath = 'template.schema.json'
export const addonSchemaPath = 'addon.schema.json'

/** Whether a file of a template, a layer or an add-on is for its author only, and in no project. */
export function isOfAuthor(path: string, kind: ManifestKind): boolean {
  if (kind === 'addon') return path === addonSchemaPath
  return path === snapshotPath || path === manifestSchemaPath
}

/**
 * Whether a `template.json` or `layer.json` is a manifest: its `$schema` is ours. Other tools use these names too. Looks
 * at the text and not at its JSON, so that a manifest with a mistake is still one.
 */
export function isManifest(kind: ManifestKind, text: string): boolean {
  const schema = new RegExp(
    `"\\$schema"\\s*:\\s*"(?:[^"]*/)?${kind}\\.schema\\.json(?:[?#][^"]*)?"`,
  )
  return schema.test(text.slice(0, limits.manifestBytes))
}

export const emptyManifest: Manifest = {
  title: '',
  description: '',
  extends: [],
  compose: [],
  aliases: [],
  order: 100,
  questions: [],
  env: {},
  overrides: [],
  drops: [],
  replace: {},
  renames: {},
  nextSteps: [],
  lint: { allow: [] },
}

/** The template for a command that repeats the run: the id of a built-in one, which may have been typed as an alias; else as typed. */
export function calledAgain(typed: string, blueprints: readonly Blueprint[]): string {
  const template = blueprints.at(-1)
  return template?.source === 'builtin' ? template.id : typed
}

/** The folders of blueprints, without duplicates; the root is the empty string. */
export function laidFolders(blueprints: readonly Blueprint[]): readonly string[] {
  return [...new Set(blueprints.map(folderOf))]
}

export function folderOf({ place }: Blueprint): string {
  return place?.into ?? ''
}

/** All questions of the blueprints, one per id; the wording of a later blueprint wins. */
export function questionsOf(blueprints: readonly Blueprint[]): readonly Question[] {
  const questions = blueprints.flatMap((blueprint) => blueprint.manifest.questions)
  return [...new Map(questions.map((question) => [question.id, question])).values()]
}

/** A template in a list. */
export type ListedTemplate = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly version: string
}
