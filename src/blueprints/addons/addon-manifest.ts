import * as z from 'zod/mini'
import { errors } from '../../errors/errors.ts'
import type { Addon } from '../../model/generated/addon.ts'
import { withoutMark } from '../../text.ts'
import { insertionWith, need } from '../generators/generator-schema.ts'
import { addonManifest, type ManifestProblem, manifestProblems } from '../manifest.ts'

const id = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))
const value = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/))
const condition = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/, 'must be <question>/<answer>'))

/** The keys of `addon.json`. */
export const addonFile = z.extend(addonManifest, {
  needs: z._default(z.array(need), []),
  variants: z._default(z.record(id, z.record(value, z.array(need))), {}),
  conflicts: z._default(z.array(z.string()), []),
  fixes: z._default(z.record(z.string(), z.string()), {}),
  insertions: z._default(z.array(insertionWith(z.union([condition, z.array(condition)]))), []),
  saves: z.optional(z.strictObject({ minutes: z.number().check(z.nonnegative()) })),
})

/** Parses what only add-ons have. The error names the key that is wrong. */
export function parseAddonKeys(
  id: string,
  text: string,
): Pick<Addon, 'needs' | 'variants' | 'conflicts' | 'fixes' | 'insertions' | 'minutes'> {
  const parsed = addonFile.safeParse(JSON.parse(withoutMark(text)))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') || 'it'
    throw errors.templateInvalid(id, `addon.json: ${place}: ${issue?.message ?? 'is not valid'}.`)
  }
  const { needs, variants, conflicts, fixes, insertions, saves } = parsed.data
  return { needs, variants, conflicts, fixes, insertions, minutes: saves?.minutes }
}

/** Finds every mistake in an `addon.json`. */
export function addonProblems(text: string): readonly ManifestProblem[] {
  return manifestProblems('addon', text, addonFile)
}
