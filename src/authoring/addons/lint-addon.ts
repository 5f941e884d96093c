import { AppError } from '../../errors/errors.ts'
import type { Addon } from '../../model/generated/addon.ts'
import { findingsInFiles, type LintResult, textAt, withoutAllowed } from '../lint/lint.ts'
import type { Found, Linted, LintedFolder } from '../lint/lint-finding.ts'
import { keyFindings } from '../lint/manifest-findings.ts'
import { toolSigns } from '../lint/tool-signs.ts'
import { addedFindings } from './added-findings.ts'
import { answerFindings, conflictFindings, placeholderFindings } from './addon-findings.ts'
import type { UsableAddon } from './usable-addon.ts'

/** An add-on in its author's folder. */
export type LintedAddon = LintedFolder<'addon'> &
  Pick<UsableAddon, 'known' | 'grounds'> & {
    /** What is wrong with the keys of `addon.json`. */
    readonly problems: Linted['manifestProblems']
    readonly addon: Addon | AppError
  }

/** Finds everything that is wrong with an add-on. Pure. */
export function lintAddon(linted: LintedAddon): LintResult {
  const { addon, files = new Map(), problems, known, grounds } = linted
  const text = textAt('addon.json', files) ?? ''
  const allowing = { file: 'addon.json', text }
  const inFiles = findingsInFiles(linted)
  if (addon instanceof AppError || problems.length > 0) {
    const refused = addon instanceof AppError && problems.length === 0 ? [refusal(addon)] : []
    const found = [...keyFindings('addon', problems), ...refused, ...inFiles]
    return withoutAllowed(found.map(ofAddon), { ...allowing, allow: [] })
  }
  const usable = { addon, files, text, known, grounds }
  const found = [
    ...inFiles,
    ...placeholderFindings(usable),
    ...answerFindings(usable),
    ...conflictFindings(usable),
    ...toolSigns([addon], files),
    ...addedFindings(usable),
  ]
  return withoutAllowed(found.map(ofAddon), { ...allowing, allow: addon.manifest.lint.allow })
}

function refusal({ message, place = 'addon.json' }: AppError): Found {
  const fix = 'Correct it: until then the add-on cannot be used.'
  return { rule: 'manifest', level: 'problem', file: place, line: undefined, message, fix }
}

/** The rules that templates share speak of templates. */
function ofAddon(found: Found): Found {
  const [message = '', fix = ''] = [found.message, found.fix].map((text) => {
    return text.replaceAll('the template', 'the add-on').replaceAll('template.json', 'addon.json')
  })
  return { ...found, message, fix }
}
