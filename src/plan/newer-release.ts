import type { Command } from '../model/command.ts'
import { quietly } from '../model/npm-commands.ts'

/** The description that a package in a registry must have to be this one; anybody can use the name. */
export const description = 'One command makes a running, tested, committed project.'

/** Asks for the newest release through npm, which knows the registry, its login and the proxies. */
export function newestCommand(version: string): Command {
  const once = ['--fetch-retries=0', '--fetch-timeout=1000']
  const fields = ['dist-tags.latest', 'description']
  return {
    file: 'npm',
    args: ['view', `create-app@${version}`, ...fields, '--json', ...quietly, ...once],
  }
}

/** The release that an answer names, if it is newer than ours and the package is this one. */
export function newerIn(answer: string, version: string): string | undefined {
  const said = parse(answer)
  const latest = said?.['dist-tags.latest']
  if (said?.description !== description || typeof latest !== 'string') return undefined
  return isNewer(latest, version) ? latest : undefined
}

/** A pre-release is older than its release, and never counts as newer. */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (a === undefined || b === undefined || a.isEarly) return false
  const at = a.numbers.findIndex((number, index) => number !== b.numbers[index])
  return at < 0 ? b.isEarly : (a.numbers[at] ?? 0) > (b.numbers[at] ?? 0)
}

function partsOf(version: string): { numbers: readonly number[]; isEarly: boolean } | undefined {
  const [, numbers, early] = /^(\d+\.\d+\.\d+)(-[\w.-]+)?(?:\+[\w.-]+)?$/.exec(version) ?? []
  return numbers === undefined
    ? undefined
    : { numbers: numbers.split('.').map(Number), isEarly: early !== undefined }
}

function parse(answer: string): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(answer)
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
