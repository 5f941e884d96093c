import { readFields } from '../../edits/json/json.ts'
import { lineOf } from '../../edits/json/json-place.ts'
import { AppError } from '../../errors/errors.ts'
import { isManifest, type ManifestKind, manifestSchemaPath } from '../../model/blueprint.ts'
import type { Tree } from '../../model/tree.ts'
import { withoutMark } from '../../text.ts'
import type { Found, Linted } from './lint-finding.ts'

/** What is wrong with the manifest, or keeps the template from being used at all. */
export function manifestFindings(linted: Linted): readonly Found[] {
  const { kind, files, blueprints, manifestProblems } = linted
  const file = `${kind}.json`
  const found = { rule: 'manifest', level: 'problem', file } as const
  const problems = keyFindings(kind, manifestProblems)
  const isOurs = kind === 'layer' || hasManifest(files)
  if (isOurs && problems.length > 0) return problems
  if (blueprints instanceof AppError) {
    const fix = 'Fix it: until then the template cannot be used.'
    const place = { file: blueprints.place ?? file, line: undefined }
    return [{ ...found, ...place, message: blueprints.message, fix }]
  }
  if (isOurs) return []
  const text = files?.get(file)?.content
  return typeof text === 'string' ? ordinaryManifest(text) : [noManifest]
}

/** The keys of a manifest that are not as its schema wants them. */
export function keyFindings(
  kind: ManifestKind,
  problems: Linted['manifestProblems'],
): readonly Found[] {
  return problems.map(({ line, key, reason }) => ({
    ...({ rule: 'manifest', level: 'problem', file: `${kind}.json`, line } as const),
    message: `${key === '' ? 'It' : key} ${asPredicate(reason)}.`,
    fix: `See docs/schemas/${kind}.schema.json. An editor that uses the schema marks the place.`,
  }))
}

const noManifest: Found = {
  ...{ rule: 'manifest', level: 'warning', file: 'template.json', line: undefined },
  message:
    'There is no template.json, so the template has no questions and is named after its folder.',
  fix: 'Go to the folder and run create-app template init . to create one.',
}

/** Whether a folder has a manifest of ours. Without one, every file is an ordinary file. */
export function hasManifest(files: Tree | undefined): boolean {
  const content = files?.get('template.json')?.content
  return typeof content === 'string' && isManifest('template', content)
}

/** A template.json without our schema, which is copied like any other file. */
export function ordinaryManifest(text: string): readonly Found[] {
  const fields = readFields(text)
  // It belongs to another tool.
  if (typeof fields.$schema === 'string') return []
  const ours = Object.keys(fields).filter((key) => isOfManifest(key, fields[key]))
  const found = { rule: 'manifest', file: 'template.json' } as const
  const fix = `If it is a manifest of create-app, add this at its start:\n  "$schema": "./${manifestSchemaPath}",`
  const [first] = ours
  if (first === undefined) {
    const message = 'It names no $schema of create-app, so it is an ordinary file of each project.'
    return [{ ...found, level: 'warning', line: undefined, message, fix }]
  }
  return [
    {
      ...{ ...found, level: 'problem', line: lineOf(withoutMark(text), [first]) },
      message: `It has ${ours.join(', ')}, but names no $schema of create-app, so it is copied to each project and asks nothing.`,
      fix,
    },
  ]
}

/** Keys that only a manifest of ours has in this form; a title is in the files of many tools. */
function isOfManifest(key: string, value: unknown): boolean {
  if (!['questions', 'extends', 'compose', 'nextSteps', 'aliases', 'overrides'].includes(key)) {
    return key === 'lint' && Array.isArray((value as { allow?: unknown } | null)?.allow)
  }
  return Array.isArray(value)
}

/** zod's messages are sentences; our own ones continue the sentence. */
function asPredicate(reason: string): string {
  return /^[A-Z]/.test(reason)
    ? `is not valid: ${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}`
    : reason
}
