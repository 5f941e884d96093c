import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import { jsonProblem, lineOf } from '../edits/json/json-place.ts'
import { errors } from '../errors/errors.ts'
import { emptyManifest, lintRules, type Manifest, type ManifestKind } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import { anyFolder, newNameQuestion, textProblem } from '../model/question.ts'
import { withoutMark } from '../text.ts'

z.config(en())

/** Text that is printed before the template is trusted, so it must not control the terminal. */
const text = z.string().check(z.regex(/^\P{Cc}*$/u, 'contains control characters'))

const choice = z.strictObject({
  value: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/)),
  label: text,
  hint: z.optional(text),
})

/** Ids with another meaning in the answers. */
const takenIds = ['dir', 'name', 'title', 'template', newNameQuestion, 'constructor']

const question = z
  .strictObject({
    id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
    message: text,
    type: z.enum(['select', 'multiselect', 'text', 'confirm']),
    choices: z.optional(z.array(choice)),
    default: z.optional(text),
  })
  .check(
    z.refine(({ id }) => !takenIds.includes(id), 'uses a reserved id'),
    z.refine(({ type, choices }) => type.endsWith('select') === Boolean(choices?.length), {
      error: 'must have choices if its type is select or multiselect, and none otherwise',
    }),
    z.refine(
      ({ type, choices = [] }) =>
        type !== 'multiselect' || choices.every(({ value }) => value !== anyFolder),
      `has a choice ${anyFolder}, which is the folder for all of them`,
    ),
    z.refine(({ default: value, type, choices = [] }) => {
      if (value === undefined) return true
      if (type === 'text') return textProblem({ type }, value) === undefined
      if (type === 'confirm') return ['true', 'false'].includes(value)
      const values = choices.map((one) => one.value)
      if (type === 'select') return values.includes(value)
      return value.split(',').every((one) => one === '' || values.includes(one))
    }, 'has a default that is not a valid answer'),
  )

const nextStep = z.strictObject({ title: text, command: text })

const folder = /^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)*$/

/** The name of a folder next to the template's own. */
const sibling = /^[A-Za-z0-9_][\w.-]*$/

const part = z
  .strictObject({
    template: z.optional(z.string().check(z.regex(sibling))),
    layer: z.optional(z.string().check(z.regex(sibling))),
    into: z.string().check(z.regex(folder)),
    when: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/))),
    port: z.optional(z.int().check(z.minimum(1), z.maximum(65_535))),
  })
  .check(
    z.refine(({ template, layer }) => (template === undefined) !== (layer === undefined), {
      error: 'must name either a template or a layer',
    }),
  )

/** Rules that nobody can accept, and why not. */
const notAllowable: ReadonlyMap<unknown, string> = new Map([
  ['manifest', 'cannot be allowed, because such a template does not work: correct it'],
  ['project', 'cannot be allowed, because such a template makes no project: correct it'],
  ['stale-allow', 'cannot be allowed: remove the entry that allows nothing'],
])

const allowable = lintRules.filter((rule) => !notAllowable.has(rule))

const allowed = z.strictObject({
  rule: z.enum(allowable, {
    error: ({ input }) =>
      notAllowable.get(input) ?? `is not one of the rules ${allowable.join(', ')}`,
  }),
  path: text.check(z.regex(/^[^/]/, 'must be a path in the template, without / at the start')),
  reason: text.check(z.regex(/\S/, 'must say why')),
})

const layerShape = {
  $schema: z.optional(z.string()),
  title: z.optional(text),
  description: z.optional(text),
  questions: z.optional(z.array(question)),
  env: z.optional(z.record(z.string(), z.literal('secret'))),
  overrides: z.optional(z.array(z.string())),
  replace: z.optional(z.record(z.string(), z.array(z.string()))),
  renames: z.optional(z.record(z.string(), z.string())),
  lint: z.optional(z.strictObject({ allow: z.array(allowed) })),
}

const layers = z.array(z.string().check(z.regex(/^\w[\w-]*$/))).check(
  z.maxLength(limits.layers),
  z.refine((ids) => new Set(ids).size === ids.length, 'names a layer twice'),
)

/** The keys of `layer.json`. */
export const layerManifest = z.strictObject(layerShape)

/** The keys of `template.json`. */
export const templateManifest = z.strictObject({
  ...layerShape,
  extends: z.optional(layers),
  compose: z.optional(z.array(part)),
  aliases: z.optional(z.array(z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)))),
  order: z.optional(z.number()),
  nextSteps: z.optional(z.array(nextStep)),
})

/** The keys of `addon.json`. Those that only add-ons have are checked where add-ons are read. */
export const addonManifest = z.strictObject({
  ...layerShape,
  extends: z.optional(layers),
  drops: z.optional(z.array(z.string())),
  needs: z.optional(z.unknown()),
  variants: z.optional(z.unknown()),
  conflicts: z.optional(z.unknown()),
  fixes: z.optional(z.unknown()),
  insertions: z.optional(z.unknown()),
  saves: z.optional(z.unknown()),
})

const manifestOf = { template: templateManifest, layer: layerManifest, addon: addonManifest }

/** Parses a manifest. The error names the key that is wrong. */
export function parseManifest(kind: ManifestKind, id: string, text: string): Manifest {
  const parsed = manifestOf[kind].safeParse(parseJson(id, kind, text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') || 'it'
    throw errors.templateInvalid(id, `${kind}.json: ${place}: ${issue?.message ?? 'is not valid'}.`)
  }
  const { $schema: _, ...given }: Readonly<Record<string, unknown>> = parsed.data
  return { ...emptyManifest, title: id, ...(given as Partial<Manifest>) }
}

/** One mistake in a manifest. */
export type ManifestProblem = {
  readonly line: number
  /** The key, as `questions.0.type`; empty if the whole manifest is wrong. */
  readonly key: string
  readonly reason: string
}

/** Finds every mistake in a manifest. An add-on has keys of its own, so it brings its schema. */
export function manifestProblems(
  kind: ManifestKind,
  text: string,
  schema: z.ZodMiniType = manifestOf[kind],
): readonly ManifestProblem[] {
  const broken = jsonProblem(withoutMark(text))
  if (broken) {
    return [{ line: broken.line, key: '', reason: `is not valid JSON: ${broken.reason}` }]
  }
  const parsed = schema.safeParse(parseJson('', kind, text))
  return (parsed.error?.issues ?? []).flatMap((issue) => {
    const path = issue.path.filter((key) => typeof key !== 'symbol')
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : []
    return (keys.length === 0 ? [path] : keys).map((place) => ({
      line: lineOf(withoutMark(text), place),
      key: place.join('.'),
      reason: keys.length === 0 ? issue.message : 'is not a key of a manifest',
    }))
  })
}

function parseJson(id: string, kind: string, text: string): unknown {
  try {
    return JSON.parse(withoutMark(text))
  } catch (cause) {
    throw errors.templateInvalid(id, `${kind}.json is not valid JSON.`, cause)
  }
}
