import { describe, expect, it } from 'vitest'
import { answersOf, catalog, compose } from '../scripts/compose.ts'
import { listTemplates } from '../src/blueprints/catalog.ts'
import type { Answers } from '../src/model/question.ts'

const words =
  /(?<!@testing-|[A-Za-z])(?:book|author(?!i)|shel(?:f|ves)|librar(?:y|ies)|reading)|Book|Author(?!i)|Shel(?:f|ves)|Librar(?:y|ies)|Reading/

/** The files that are the example's own, from the folder of a package. */
const own = [
  /^src\/modules\/books\//,
  /^src\/app\/(?:api\/)?books\//,
  /^src\/app\/page\.tsx$/,
  /^src\/server\/routers\/books(?:\.test)?\.ts$/,
  /^prisma\/schema\/(?:author|book)\.prisma$/,
  /^prisma\/migrations\/\d+_books\//,
  /^prisma\/seeds\/books\.ts$/,
  /^e2e\/books[\w.-]*\.ts$/,
  /^test\/[\w-]*books[\w.-]*\.tsx?$/,
]

/** Files with a line, and an import, for each feature. */
const registries = [
  /^src\/site\.ts$/,
  /^src\/server\/router\.ts$/,
  /^src\/modules\/index\.ts$/,
  /^prisma\/seeds\/index\.ts$/,
]

const cases = (
  await Promise.all(
    (
      await listTemplates(catalog)
    ).map(async ({ id }) => {
      return (await answersOf(id)).map((answers) => ({ id, answers }))
    }),
  )
).flat()

describe.each(cases)('$id with $answers', ({ id, answers }) => {
  it('names the example only in its own files, one section of a README and a line of each registry', async () => {
    const files = await filesOf(id, answers)
    const named = files.flatMap(([path, text]) => {
      const place = path.replace(/^(?:apps|packages)\/[^/]+\//, '')
      if (own.some((pattern) => pattern.test(place))) return []
      return mentionsIn(place, text).map((line) => `${path}: ${line.trim()}`)
    })
    expect(named).toEqual([])
  })

  it('has the example, or nothing of it', async () => {
    const files = await filesOf(id, answers)
    const ofExample = files.filter(([path, text]) => /books?\b/i.test(path) || words.test(text))
    if (answers.example === 'none') expect(ofExample.map(([path]) => path)).toEqual([])
    else expect(ofExample.length).toBeGreaterThan(10)
  })
})

async function filesOf(id: string, answers: Answers) {
  const { changes } = await compose(id, { answers, dir: 'my-app' })
  return changes.flatMap((change): [string, string][] => {
    if (change.kind !== 'create' || typeof change.after.content !== 'string') return []
    return /(?:^|\/)(?:package-lock\.json|\.create-app\.json|OFL\.txt)$/.test(change.path)
      ? []
      : [[change.path, change.after.content]]
  })
}

/** The lines that name the example, without those that may. */
function mentionsIn(path: string, text: string): readonly string[] {
  const sections = text
    .split(/^(?=## )/m)
    .filter((section) => !section.startsWith('## The example\n'))
  const lines = sections
    .join('')
    .split('\n')
    .filter((line) => words.test(line))
  return registries.some((pattern) => pattern.test(path)) ? lines.slice(2) : lines
}
