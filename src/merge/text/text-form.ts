import { withoutMark } from '../../text.ts'
import { changedSide, mapThree, type Three } from '../three/three.ts'

/** What a text has beside its lines. Undefined where it does not show it, as a text without a line end. */
export type TextForm = {
  readonly hasMark: boolean | undefined
  readonly hasCarriageReturns: boolean | undefined
  readonly endsWithLine: boolean | undefined
}

/** The texts without byte order mark, with line feeds and a final one; and the form that the merged text has. */
export function plainTexts(texts: Three<string>): {
  readonly plain: Three<string>
  readonly form: TextForm
} {
  // Where a text mixes line ends, each stays as it is.
  const isMixed = [texts.base, texts.disk, texts.next].some((text) => text && mixesLineEnds(text))
  const forms = mapThree(texts, formOf)
  const merged = (property: keyof TextForm) => {
    const values = mapThree(forms, (form) => form[property])
    return values[changedSide(values)]
  }
  return {
    plain: mapThree(texts, (text) => {
      const ended = withFinalLine(withoutMark(text))
      return isMixed ? ended : ended.replaceAll('\r\n', '\n')
    }),
    form: {
      hasMark: merged('hasMark'),
      hasCarriageReturns: !isMixed && merged('hasCarriageReturns'),
      endsWithLine: merged('endsWithLine'),
    },
  }
}

/** A plain text in a form. */
export function inForm(plain: string, form: TextForm): string {
  const ended = form.endsWithLine === false ? plain.replace(/\r?\n$/, '') : plain
  const text = form.hasCarriageReturns ? ended.replaceAll('\n', '\r\n') : ended
  return form.hasMark ? `\uFEFF${text}` : text
}

/** Whether two texts differ at most in their line ends. */
export function isSameText(one: string, other: string): boolean {
  return one === other || one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n')
}

function formOf(text: string): TextForm {
  return {
    hasMark: text !== withoutMark(text),
    hasCarriageReturns: text.includes('\n') ? text.includes('\r\n') : undefined,
    endsWithLine: text === '' ? undefined : text.endsWith('\n'),
  }
}

function mixesLineEnds(text: string): boolean {
  return text.includes('\r\n') && /(?<!\r)\n/.test(text)
}

function withFinalLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
