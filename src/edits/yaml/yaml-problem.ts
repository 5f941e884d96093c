import { parseDocument } from 'yaml'

/** Why a YAML text cannot be read, and the line; undefined if it can. */
export function yamlProblem(content: string): { line: number; reason: string } | undefined {
  const [error] = parseDocument(content).errors
  if (error === undefined) return undefined
  const [reason = ''] = error.message.split(' at line ', 1)
  return { line: error.linePos?.[0].line ?? 1, reason }
}
