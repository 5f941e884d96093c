import type { BlueprintSource } from '../blueprint.ts'

/** A blueprint that adds files to a project that exists, and text to files that are there. It contains no code. */
export type Generator = {
  readonly id: string
  readonly aliases: readonly string[]
  readonly description: string
  readonly version: string
  readonly source: BlueprintSource
  /** The hash of its tarball, where the source alone does not determine the content. */
  readonly integrity?: string
  /** The first one is the name of what is generated. */
  readonly params: readonly Param[]
  /** For each type that an item of a list may have, words for placeholders; empty where every type is taken. */
  readonly types: Readonly<Record<string, ParamValues>>
  readonly files: readonly GeneratedFile[]
  readonly insertions: readonly GeneratedInsertion[]
  readonly hooks: { readonly before: readonly string[]; readonly after: readonly string[] }
  readonly needs: readonly Need[]
  /** For a yes, `<param>/true`, another generator is run, with these values where a person gives none. */
  readonly instead?: {
    readonly when: string
    readonly generator: string
    readonly values: ParamValues
  }
  /** It makes nothing itself, but gives a list of another generator's entry more items. */
  readonly adds?: { readonly to: string; readonly list: string }
  /** The migration of the database that comes with it. */
  readonly migration?: GeneratorMigration
  /** What a person would have needed by hand, in minutes. */
  readonly minutes: number | undefined
}

export type GeneratorMigration = {
  readonly name: string
  /** It is only written, even if it is empty, so that a person can edit it. */
  readonly draft: boolean
  /** The packages whose databases change; without it the one that the generator writes into. */
  readonly in?: readonly string[] | undefined
}

/** A question of a generator. Its name is also its placeholder and its flag. */
export type Param = {
  readonly name: string
  /** `name`: a name in code, perhaps with folders: `admin/role`. `list`: things with types: `title:string dueOn:date?`. */
  readonly type: 'name' | 'text' | 'boolean' | 'choice' | 'list'
  readonly question: string
  readonly choices?: readonly string[]
  readonly default?: string
  /** Whether a name may have folders; false where they would break paths. */
  readonly folders?: boolean
  /** The boolean param without which this one is false: pages need an API. */
  readonly needs?: string
  /** Names that it must not have, in any case: of a list, those of its items. */
  readonly reserved?: readonly string[]
}

/** A file with placeholders in its path and content. */
export type GeneratedFile = {
  readonly path: string
  readonly content: string
  /** `<param>/<value>`: the answer that asks for it. `<list>.<word>`: made if an item has it. */
  readonly when?: string | undefined
}

/** An insertion with placeholders in every text: of which kind it is, says `anchor`. */
export type GeneratedInsertion = {
  readonly file: string
  readonly anchor: string
  readonly text: string
  readonly when?: string | undefined
  /** The list for whose items it is made, or those of them that have a word: `fields`, `fields.relation`. */
  readonly each?: string | undefined
  readonly [key: string]: unknown
}

/** What must be in a project: a file, a dependency of its package.json, or a generated entry. */
export type Need =
  | { readonly file: string }
  | { readonly dependency: string }
  /** The id of a generator by which something was generated. */
  | { readonly entry: string }

/** The param that every generator has: what the generated thing is called. */
export const nameParam: Param = { name: 'name', type: 'name', question: 'What is its name?' }

/** The values of the params, by name. Those of a `boolean` are `true` and `false`. */
export type ParamValues = Readonly<Record<string, string>>
