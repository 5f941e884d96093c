import { join, posix } from 'node:path'
import type { Change } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import type { Plan } from '../../plan/plan.ts'
import { kindAt } from '../../project/disk.ts'

/** Keeps the lines of a `.gitignore` whose files are there, such as the data of a server: git would offer to commit them. */
export async function keepIgnoring(plan: Plan): Promise<Plan> {
  const results = await Promise.all(plan.changes.map((change) => keptIn(plan.target.dir, change)))
  const warnings = results.flatMap(({ change, kept }) => {
    return kept.length > 0 ? [warningOf(change.path, kept)] : []
  })
  const changes = results.map(({ change }) => change)
  return { ...plan, changes, warnings: [...plan.warnings, ...warnings] }
}

type KeptLines = { readonly change: Change; readonly kept: readonly string[] }

async function keptIn(dir: string, change: Change): Promise<KeptLines> {
  const { path } = change
  if (change.kind !== 'update' || posix.basename(path) !== '.gitignore') {
    return { change, kept: [] }
  }
  const [before, after] = [change.before, change.after].map(({ content }) => {
    return String(content).split('\n')
  })
  const left = new Set(after)
  const kept: string[] = []
  for (const line of before ?? []) {
    const place = line.trim().replace(/^\/|\/$/g, '')
    // Only a plain path says what it ignores.
    if (left.has(line) || !/^[\w.@-][\w./@-]*$/.test(place)) continue
    if ((await kindAt(join(dir, posix.dirname(path), place))) !== 'missing') kept.push(line)
  }
  if (kept.length === 0) return { change, kept }
  const text = `${String(change.after.content).trimEnd()}\n\n${kept.join('\n')}\n`
  return { kept, change: { ...change, after: { ...change.after, content: text } } }
}

function warningOf(path: string, lines: readonly string[]): Warning {
  const [it, is, line] =
    lines.length === 1 ? ['it', 'is', 'its line'] : ['them', 'are', 'their lines']
  const places = new Intl.ListFormat('en').format(lines.map((one) => one.trim()))
  return {
    code: 'STILL_IGNORED',
    message: `${path} still ignores ${places}, which ${is} there.`,
    fix: `Once you do not need ${it}, delete ${it}, and ${line} in ${path}.`,
  }
}
