import type { AppError } from '../../errors/errors.ts'
import {
  type AddonLintRule,
  addonLintRules,
  type Blueprint,
  type GeneratorLintRule,
  generatorLintRules,
  type LintRule,
  lintRules,
  type ManifestKind,
} from '../../model/blueprint.ts'
import type { Tree } from '../../model/tree.ts'

/** What is in an author's folder. */
export type LintedFolder<Kind extends ManifestKind = ManifestKind> = {
  readonly kind: Kind
  /** The files by their path in the folder; undefined when they cannot be read. */
  readonly files: Tree | undefined
  readonly leftOut: readonly string[]
  /** Absolute paths of the author's machine. */
  readonly ownPaths: readonly string[]
  readonly packageAbove: OuterPackage | undefined
}

/** A template or a layer in its author's folder. */
export type Linted = LintedFolder<'template' | 'layer'> & {
  readonly manifestProblems: readonly { line: number; key: string; reason: string }[]
  /** Layers first, the template last; or the error why it cannot be used. */
  readonly blueprints: readonly Blueprint[] | AppError
}

/** The nearest package.json above a folder, and the folder as seen from there. */
export type OuterPackage = { readonly packageJson: string; readonly folder: string }

/** One result of checking a template, a generator or an add-on, with every place that it concerns. */
export type TemplateFinding = {
  readonly rule: LintRule | GeneratorLintRule | AddonLintRule
  readonly level: 'problem' | 'warning'
  /** What is wrong and why. */
  readonly message: string
  /** What to do. Lines that begin with two spaces are meant to be copied. */
  readonly fix: string
  /** At least one, sorted. */
  readonly places: readonly FoundPlace[]
}

/** One place of a finding. */
export type FoundPlace = {
  /** Path in the template's folder. */
  readonly file: string
  /** undefined when it concerns the whole file. */
  readonly line: number | undefined
  /** What is there, where the message does not say it: `actions/checkout@v4`. Never a secret. */
  readonly text?: string | undefined
}

/** What a rule found at one place. Those of the same rule and advice become one finding. */
export type Found = Omit<TemplateFinding, 'places'> & FoundPlace

/** Makes findings of single places: the most important first, places by file and line. */
export function groupFindings(found: readonly Found[]): readonly TemplateFinding[] {
  const groups = new Map<string, TemplateFinding & { readonly places: FoundPlace[] }>()
  for (const { rule, level, message, fix, ...place } of found.toSorted(byPlace)) {
    const key = JSON.stringify([rule, level, message, fix])
    const group = groups.get(key) ?? { rule, level, message, fix, places: [] }
    group.places.push(place)
    groups.set(key, group)
  }
  return [...groups.values()].sort((one, other) => rankOf(one) - rankOf(other))
}

function byPlace(one: FoundPlace, other: FoundPlace): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}

/** Each once, the most important first. */
export const allLintRules: readonly TemplateFinding['rule'][] = [
  ...new Set([...lintRules, ...generatorLintRules, ...addonLintRules]),
]

/** Problems come before warnings. */
function rankOf({ level, rule }: TemplateFinding): number {
  return (level === 'problem' ? 0 : allLintRules.length) + allLintRules.indexOf(rule)
}

/** The lines of a text with their numbers; none for bytes. */
export function linesOf(content: string | Uint8Array): readonly (readonly [number, string])[] {
  if (typeof content !== 'string') return []
  return content.split('\n').map((line, index) => [index + 1, line])
}

/** The last segment of a path. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
