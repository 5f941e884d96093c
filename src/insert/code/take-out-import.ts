import type { Inserted } from '../../model/generated/insertion.ts'
import { removeFromFlow } from '../data/flow-members.ts'
import type { Splice } from '../data/splices.ts'
import {
  assertOnly,
  bracesOf,
  indexIn,
  printHead,
  type ReadImports,
  readImports,
  siblingsOf,
} from './at-import.ts'
import { type CodeSource, readCode } from './code-source.ts'
import type { Fragment } from './fragment.ts'
import {
  headerOf,
  type ImportBinding,
  type ImportStatement,
  importsIn,
  isUsed,
} from './import-statements.ts'
import { change, unable } from './insert-member.ts'
import { removeSibling } from './sibling-lines.ts'

/** Takes out the names that nothing uses any more, and the statement with its last name. */
export function takeOutImport(text: string, wantedText: string): Inserted {
  const read = readImports(text, wantedText)
  if (typeof read === 'string') return unable(read)
  const { source, wanted, statements } = read
  const same = statements.filter((statement) => statement.source === wanted.source)
  const found = same.flatMap((statement) => {
    const bindings = statement.bindings.filter((own) => wanted.bindings.some(isLike(own)))
    const isAlone = wanted.bindings.length === 0 && statement.bindings.length === 0
    return bindings.length > 0 || isAlone ? [{ statement, bindings }] : []
  })
  const [first] = found
  if (first === undefined) {
    const isAliased = same.some(({ bindings }) => {
      return bindings.some(({ imported }) => {
        return imported !== '*' && wanted.bindings.some((one) => one.imported === imported)
      })
    })
    return { outcome: isAliased ? 'differs' : 'already' }
  }
  const unused = found.flatMap(({ bindings }) => {
    return bindings.filter(({ local }) => !isUsed(source, local))
  })
  if (wanted.bindings.length > 0 && unused.length === 0) return { outcome: 'differs' }
  const names = wanted.bindings.length > 0 ? unused : [undefined]
  const changed = names.reduce<string | undefined>((left, name) => {
    return left === undefined ? undefined : removeName(left, read, name)
  }, text)
  if (changed === undefined) return { outcome: 'differs' }
  const after = readCode(changed)
  if (after === undefined) throw new Error(`Taking out an import broke the file:\n${changed}`)
  assertOnly(after, source, { from: wanted.source, bindings: unused })
  return { outcome: 'applied', text: changed }
}

function isLike(own: ImportBinding): (wanted: ImportBinding) => boolean {
  return ({ imported, local }) => imported === own.imported && local === own.local
}

/** Without a name, or without the statement whose last name it is. Undefined where a person wrote a comment at it. */
function removeName(
  text: string,
  { fragment, wanted }: ReadImports,
  name: ImportBinding | undefined,
): string | undefined {
  const source = readCode(text)
  if (source === undefined) throw new Error(`Taking out an import broke the file:\n${text}`)
  const isOwn = (own: ImportBinding) => name !== undefined && isLike(own)(name)
  const statement = importsIn(source).find(({ source: from, bindings }) => {
    const isIt = name === undefined ? bindings.length === 0 : bindings.some(isOwn)
    return isIt && from === wanted.source
  })
  const splices = statement && removeFrom(source, statement, { fragment, isOwn })
  return splices && change({ source }, splices)
}

type OwnName = {
  readonly fragment: Fragment
  readonly isOwn: (binding: ImportBinding) => boolean
}

function removeFrom(
  source: CodeSource,
  statement: ImportStatement,
  { fragment, isOwn }: OwnName,
): readonly Splice[] | undefined {
  const { node, origin, bindings } = statement
  const left = bindings.filter((binding) => !isOwn(binding))
  if (left.length === 0) {
    const index = headerOf(source).length + indexIn(source, node)
    return removeSibling(siblingsOf(source, node, fragment), index)
  }
  const inBraces = bindings.filter(({ isInBraces }) => isInBraces)
  const index = inBraces.findIndex(isOwn)
  if (index >= 0 && inBraces.length > 1) return removeFromFlow(bracesOf(source, statement), index)
  const [start, end] = [node.start ?? 0, source.text.lastIndexOf(origin, node.end ?? 0)]
  if (/\/[/*]/.test(source.text.slice(start, end))) return undefined
  return [{ start, end, text: `${printHead({ ...statement, bindings: left })} from ` }]
}
