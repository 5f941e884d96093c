import type { Question } from './question.ts'
import type { Tree } from './tree.ts'

export type BlueprintKind = 'template' | 'layer' | 'option' | 'addon' | 'generator'

/**
 * Where a blueprint came from: it shipped with us, is a folder of the person's own (`file:`), or was
 * fetched: `gh:user/repo/dir#<commit>`, `npm:package@1.2.3/dir`, an address.
 */
export type BlueprintSource = 'builtin' | `${string}:${string}`

/** Says whether a source can be fetched again; a folder is only where it was. */
export function isFetched(source: string): boolean {
  return source !== 'builtin' && !source.startsWith('file:')
}

/** What `template.json` or `layer.json` says, with every default filled in. */
export type Manifest = {
  readonly title: string
  readonly description: string
  /** Layers, in laying order. Only a template has any. */
  readonly extends: readonly string[]
  /** Other blueprints, each in a folder of its own. Only a template has any. */
  readonly compose: readonly Part[]
  /** Other names it can be asked for by. */
  readonly aliases: readonly string[]
  /** Place in lists; the lowest is the default template. */
  readonly order: number
  readonly questions: readonly Question[]
  /** Variables of `.env.example` whose values are generated into `.env`. */
  readonly env: Readonly<Record<string, 'secret'>>
  /** Paths this blueprint takes over from one laid before it. */
  readonly overrides: readonly string[]
  /** Path -> JSON pointers whose value is replaced whole instead of merged. */
  readonly replace: Readonly<Record<string, readonly string[]>>
  readonly nextSteps: readonly NextStep[]
}

/** A template, or one layer, that another template lays into a folder. */
export type Part = Place & { readonly template?: string; readonly layer?: string }

/** Where a part goes, and when it goes there. */
export type Place = {
  /** A folder of the project: `apps/web`. */
  readonly into: string
  /** The answer that asks for it, as `<question>/<value>`; without one it is always laid. */
  readonly when?: string
  /** Where its server listens, so that two of them do not meet. */
  readonly port?: number
}

export type NextStep = { readonly title: string; readonly command: string }

/** A folder that says how to change a project. An option's id is `<question>/<value>`. */
export type Blueprint = {
  readonly kind: BlueprintKind
  readonly id: string
  readonly version: string
  readonly source: BlueprintSource
  /** The hash of the tarball it came in, where its source alone does not fix the content. */
  readonly integrity?: string
  readonly manifest: Manifest
  readonly files: Tree
  readonly options: readonly Blueprint[]
  /** Set in a part; all else is laid at the root. */
  readonly place?: Place
}

/** Where a template keeps what its projects have to be, as `template test` found them. */
export const snapshotPath = 'template.snapshot.json'
/** Where a template keeps the schema of its manifest, for its author's editor. */
export const manifestSchemaPath = 'template.schema.json'

/** What lies in a template's folder for its author, and in no project. */
export function isOfAuthor(path: string): boolean {
  return path === snapshotPath || path === manifestSchemaPath
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
  replace: {},
  nextSteps: [],
}

/** What a template is called again by: ours by its id, which may not be what was typed; another as it was typed. */
export function calledAgain(typed: string, blueprints: readonly Blueprint[]): string {
  const template = blueprints.at(-1)
  return template?.source === 'builtin' ? template.id : typed
}

/** The folders that blueprints are laid into, once each; the root is the empty one. */
export function laidFolders(blueprints: readonly Blueprint[]): readonly string[] {
  return [...new Set(blueprints.map(folderOf))]
}

export function folderOf({ place }: Blueprint): string {
  return place?.into ?? ''
}

/** Every question of the blueprints, once each; a later blueprint's wording wins in place. */
export function questionsOf(blueprints: readonly Blueprint[]): readonly Question[] {
  const questions = blueprints.flatMap((blueprint) => blueprint.manifest.questions)
  return [...new Map(questions.map((question) => [question.id, question])).values()]
}

/** A template as it stands in lists. */
export type ListedTemplate = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly version: string
}
