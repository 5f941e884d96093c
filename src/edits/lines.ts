/**
 * Merges two line-based files, such as .gitignore, by the trimmed line. Blank lines separate groups, and a group keeps
 * its leading comments. Lines of a group whose first comment is also in `base` are added to that group.
 */
export function mergeLines(base: string, over: string): string {
  const groups = groupsOf(base).map((group) => [...group])
  const known = new Set(groups.flat().map((line) => line.trim()))
  const hosts = new Map<string, string[]>()
  for (const group of groups) offer(group, hosts)
  let isSame = true
  for (const group of groupsOf(over)) {
    const added = group.every(isComment) ? newRemark(group, known) : newRules(group, known)
    if (added.length === 0) continue
    isSame = false
    for (const line of added) known.add(line.trim())
    const host = hosts.get(group.find(isComment)?.trim() ?? '')
    if (host === undefined) groups.push(offer([...added], hosts))
    else host.push(...added.filter((line) => !(isComment(line) && host.includes(line))))
  }
  return isSame ? base : `${groups.map((group) => group.join('\n')).join('\n\n')}\n`
}

type Group = readonly string[]

// Groups with the same heading are merged into the first one.
function offer(group: string[], hosts: Map<string, string[]>): string[] {
  const heading = group[0]?.trim() ?? ''
  if (!hosts.has(heading)) hosts.set(heading, group)
  return group
}

function newRemark(group: Group, known: ReadonlySet<string>): Group {
  return group.every((line) => known.has(line.trim())) ? [] : group
}

// A comment is added only together with a line below it.
function newRules(group: Group, known: ReadonlySet<string>): Group {
  const added: string[] = []
  const seen = new Set<string>()
  let comments: string[] = []
  for (const [at, line] of group.entries()) {
    if (isComment(line)) {
      if (!isComment(group[at - 1])) comments = []
      comments.push(line)
    } else if (!known.has(line.trim()) && !seen.has(line.trim())) {
      added.push(...comments, line)
      seen.add(line.trim())
      comments = []
    }
  }
  return added
}

function groupsOf(content: string): readonly Group[] {
  const groups: string[][] = []
  let isNew = true
  for (const line of content.split('\n').map((text) => text.trimEnd())) {
    const isBlank = line.trim() === ''
    if (!isBlank && isNew) groups.push([line])
    else if (!isBlank) groups.at(-1)?.push(line)
    isNew = isBlank
  }
  return groups
}

function isComment(line: string | undefined): boolean {
  return line?.trim().startsWith('#') === true
}
