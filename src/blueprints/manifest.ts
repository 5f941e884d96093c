import * as z from 'zod/mini'
import { errors } from '../errors.ts'
import { emptyManifest, type Manifest } from '../plan/blueprint.ts'

const choice = z.strictObject({
  value: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/)),
  label: z.string(),
  hint: z.optional(z.string()),
})

const question = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  message: z.string(),
  type: z.enum(['select', 'text', 'confirm']),
  choices: z.optional(z.array(choice)),
  default: z.optional(z.string()),
})

const nextStep = z.strictObject({ title: z.string(), command: z.string() })

const layerShape = {
  $schema: z.optional(z.string()),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  questions: z.optional(z.array(question)),
  env: z.optional(z.record(z.string(), z.literal('secret'))),
  overrides: z.optional(z.array(z.string())),
  replace: z.optional(z.record(z.string(), z.array(z.string()))),
}

/** What `layer.json` may say. */
export const layerManifest = z.strictObject(layerShape)

/** What `template.json` may say. */
export const templateManifest = z.strictObject({
  ...layerShape,
  extends: z.optional(z.array(z.string())),
  order: z.optional(z.number()),
  nextSteps: z.optional(z.array(nextStep)),
})

/** Reads a manifest's text; the error names the place that is wrong. */
export function parseManifest(kind: 'template' | 'layer', id: string, text: string): Manifest {
  const parsed = (kind === 'template' ? templateManifest : layerManifest).safeParse(
    parseJson(id, kind, text),
  )
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') || 'it'
    throw errors.templateInvalid(id, `${kind}.json: ${place}: ${issue?.message ?? 'is not valid'}.`)
  }
  const { $schema: _, ...said } = parsed.data
  return { ...emptyManifest, title: id, ...(said as Partial<Manifest>) }
}

function parseJson(id: string, kind: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw errors.templateInvalid(id, `${kind}.json is not valid JSON.`, cause)
  }
}
