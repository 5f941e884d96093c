/**
 * Unites two files of lines, such as .gitignore, by the trimmed line. A group of lines parted by a blank line comes
 * with the comments that head it; lines whose group begins with a comment that `base` has too join that group.
 */
export function mergeLines(base: string, over: string): string {
  const groups = groupsOf(base)
  const merged = groupsOf(over).reduce(addGroup, groups)
  return merged === groups ? base : `${merged.map((group) => group.join('\n')).join('\n\n')}\n`
}

type Group = readonly string[]

function addGroup(groups: readonly Group[], group: Group): readonly Group[] {
  const known = new Set(groups.flat().map((line) => line.trim()))
  const added = group.every(isComment) ? newRemark(group, known) : newRules(group, known)
  if (added.length === 0) return groups
  const heading = group.find(isComment)
  const at =
    heading === undefined ? -1 : groups.findIndex(([first]) => first?.trim() === heading.trim())
  const host = groups[at]
  if (host === undefined) return [...groups, added]
  return groups.with(at, [
    ...host,
    ...added.filter((line) => !(isComment(line) && host.includes(line))),
  ])
}

function newRemark(group: Group, known: ReadonlySet<string>): Group {
  return group.every((line) => known.has(line.trim())) ? [] : group
}

// A comment comes along only with a line that it heads.
function newRules(group: Group, known: ReadonlySet<string>): Group {
  const added: string[] = []
  let comments: string[] = []
  for (const [at, line] of group.entries()) {
    if (isComment(line)) comments = isComment(group[at - 1]) ? [...comments, line] : [line]
    else if (!known.has(line.trim()) && !added.some((other) => other.trim() === line.trim())) {
      added.push(...comments, line)
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
