/** A model of a database, as a project has it. */
export type Model = {
  readonly name: string
  /** The file that it is in, from the folder of its package. */
  readonly file: string
  readonly fields: readonly ModelField[]
}

export type ModelField = {
  readonly name: string
  /** `String`, `Int`, the name of an enum or of another model. */
  readonly type: string
  readonly isList: boolean
  readonly isNullable: boolean
  /** Whether a row needs no value for it: it is optional, or has a default. */
  readonly isOptional: boolean
  readonly isId: boolean
  readonly isUnique: boolean
  /** The values, if its type is an enum. */
  readonly values: readonly string[]
  /** The fields that a relation fills, if it is one. */
  readonly relation: readonly string[]
}
