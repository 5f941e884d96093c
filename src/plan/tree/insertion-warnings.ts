import type { InsertionOutcome } from '../../model/generated/insertion.ts'
import type { Warning } from '../../model/warning.ts'

/** What a person has to add to files by hand, or to take out. */
export function insertionWarnings(
  command: string,
  insertions: readonly InsertionOutcome[] = [],
): readonly Warning[] {
  return insertions.flatMap((one) => {
    return one.outcome === 'unable' || one.outcome === 'differs' ? [warning(command, one)] : []
  })
}

function warning(command: string, { file, text, outcome, why }: InsertionOutcome): Warning {
  const isRemoved = command === 'remove'
  const inOtherForm = isRemoved
    ? `${file} has it in another form, or uses it, so it stays.`
    : `${file} has it already, in another form.`
  return {
    code: outcome === 'unable' ? 'INSERTION_UNABLE' : 'INSERTION_DIFFERS',
    message: outcome === 'unable' ? `${file} was not changed. ${why}` : inOtherForm,
    fix: isRemoved ? `Remove it by hand:\n${text}` : `Add it by hand:\n${text}`,
  }
}
