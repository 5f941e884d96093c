import { expect, onTestFinished } from 'vitest'
import { earlier, later, type MadeProject, madeProject } from './updating.ts'

/** What is in a project besides the files of a case: nothing, generated things, or these and edits beside them. */
export type Beside = 'nothing generated' | 'generated things' | 'generated things, edited'
export const besides: readonly Beside[] = [
  'nothing generated',
  'generated things',
  'generated things, edited',
]

const names = ['Tree', 'Lamp'] as const

const generator = `
name: thing
files:
  - path: "things/{{name|kebab}}.ts"
    content: "export const {{name|camel}} = 1;\\n"
insertions:
  - { file: things/all.ts, anchor: import, text: "import { {{name|camel}} } from './{{name|kebab}}.ts';" }
  - { file: things/all.ts, anchor: object, name: all, text: "{{name|camel}}" }
  - { file: things/all.json, anchor: path, path: [things], text: '"{{name|kebab}}"' }
  - { file: things/all.md, anchor: list, heading: Things, text: "{{name|title}}" }
`

/** Registries of a template. Each version changes the line beside which things are added. */
function registries(version: string): Readonly<Record<string, string>> {
  return {
    'things/all.ts': `import { first } from './first.ts';\n\nexport const all = {\n  top: 1,\n  first: first('${version}'),\n};\n`,
    'things/all.json': `{\n  "top": 1,\n  "version": "${version}",\n  "things": [\n    "first ${version}"\n  ]\n}\n`,
    'things/all.md': `# Notes\n\nTop.\n\n## Things\n\n- First ${version}\n`,
  }
}

const edits: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'things/all.ts': ['  top: 1,\n', '  mine: 0,\n  top: 1,\n'],
  'things/all.json': ['{\n', '{\n  "mine": 0,\n'],
  'things/all.md': ['# Notes\n', '# My notes\n'],
}

type Looking = {
  /** Whether the test ends with a look at what was generated. */
  readonly isLooked?: boolean
  /** The version of the registries that the project begins with. */
  readonly from?: string
}

/**
 * Makes projects as `madeProject` does. With generated things, each test ends with a look at them: they are there once,
 * and `check` does not mention them. What reports say about the registries is left out.
 */
export function madeBeside(
  beside: Beside,
): (making?: Parameters<typeof madeProject>[0], looking?: Looking) => Promise<MadeProject> {
  if (beside === 'nothing generated') return madeProject
  return async (making = {}, { isLooked = true, from = earlier } = {}) => {
    const inTemplate = (version: string) =>
      Object.fromEntries(
        Object.entries(registries(version)).map(([path, text]) => [`plain/${path}`, text]),
      )
    const project = await madeProject({
      ...making,
      before: { ...inTemplate(from), ...making.before },
      after: { ...inTemplate(later), ...making.after },
    })
    await project.write({ 'generators/thing.yaml': generator })
    for (const name of names) {
      const { exitCode, stderr } = await project.run('generate', 'thing', name, '--dirty')
      expect(exitCode, stderr).toBe(0)
    }
    if (beside === 'generated things, edited') {
      for (const [path, [from, to]] of Object.entries(edits)) {
        await project.write({ [path]: (await project.read(path)).replace(from, to) })
      }
    }
    await project.commit()
    let version = later
    const isOurs = (path: string) => path.startsWith('things/')
    let isDone = false
    // The last one that is registered runs first, while the folders of all releases are there.
    const lookAtTheEnd = () =>
      onTestFinished(async () => {
        if (!isDone) await expectGenerated(project, { version, beside })
        isDone = true
      })
    if (isLooked) lookAtTheEnd()
    return {
      ...project,
      async release(next, files) {
        version = next
        await project.release(next, { ...inTemplate(next), ...files })
        lookAtTheEnd()
      },
      async update(...args) {
        const document = await project.update(...args)
        const files = Object.entries(document.files).map(([kind, paths]) => {
          const others = Array.isArray(paths) ? paths.filter((path) => !isOurs(path)) : paths
          return [kind, others]
        })
        return { ...document, files: Object.fromEntries(files) }
      },
    }
  }
}

async function expectGenerated(
  project: MadeProject,
  { version, beside }: { version: string; beside: Beside },
): Promise<void> {
  const isEdited = beside === 'generated things, edited'
  for (const [path, text] of Object.entries(registries(version))) {
    const [from, to] = (isEdited && edits[path]) || ['', '']
    const lines = (await project.read(path)).replaceAll('\r\n', '\n').split('\n')
    const own = lines.filter((line) => /tree|lamp/i.test(line))
    const expected = path.endsWith('.ts') ? 2 * names.length : names.length
    expect(own.length, `${path}\n${lines.join('\n')}`).toBe(expected)
    const others = lines.filter((line) => !own.includes(line)).join('\n')
    expect(others.replace(/,(?=\n {2}\])/, '')).toBe(text.replace(from, to))
  }
  const { stdout } = await project.run('check', '--json')
  const { changed, missing, behind, conflicting } = JSON.parse(stdout).files
  const mentioned = [...missing, ...behind, ...conflicting, ...(isEdited ? [] : changed)]
  expect(mentioned.filter((path: string) => path.startsWith('things/'))).toEqual([])
}
