import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', 'src')

type SourceFile = { path: string; room: string; text: string; imports: readonly string[] }

const files: readonly SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const imports = [
      ...text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'/gm),
      ...text.matchAll(/\bimport\('([^']+)'\)/g),
    ]
    return {
      path,
      room: roomOf(path),
      text,
      imports: imports.map(([, specifier = '']) => specifier),
    }
  })

/** Rooms that only hold values and pure functions, those below first. */
const pure = [
  'text',
  'gitignore',
  'edits/layout',
  'edits/json',
  'edits/yaml',
  'edits/module',
  'edits',
  'model',
  'model/generated',
  'tasks',
  'flags',
  'compose',
  'packages',
  'merge/three',
  'merge/text',
  'merge/formats',
  'merge/code',
  'merge',
  'insert/data',
  'insert/code',
  'insert/prisma',
  'insert',
  'compare',
  'generators/words',
  'generators',
  'plan/tree',
  'plan',
  'plan/change',
  'doctor',
  'authoring',
  'authoring/lint',
  'authoring/generators',
  'authoring/addons',
]
const report = ['report', 'report/human', 'report/machine', 'report/author', 'report/completion']
const effects = [
  ...['exec', 'prompts', ...report, 'blueprints', 'apply', 'apply/tasks'],
  ...['project', 'project/machine', 'project/existing', 'blueprints/generators'],
  'blueprints/addons',
]

/** What each room may import besides itself, `io`, `errors` and `text`. */
const belowOf: Record<string, readonly string[]> = {
  bin: ['cli', 'blueprints'],
  cli: [
    ...['commands', 'commands/template', 'commands/generator', 'commands/addon'],
    'commands/project',
    ...effects,
    ...pure,
  ],
  commands: ['commands/recorded', ...effects, ...pure],
  'commands/template': ['commands', 'commands/recorded', ...effects, ...pure],
  'commands/addon': ['commands', 'commands/template', 'commands/recorded', ...effects, ...pure],
  'commands/generator': ['commands', 'commands/recorded', ...effects, ...pure],
  'commands/entries': ['commands/recorded', ...effects, ...pure],
  'commands/project': [
    ...[
      'commands',
      'commands/compared',
      'commands/entries',
      'commands/foreign',
      'commands/recorded',
    ],
    ...[...effects, ...pure],
  ],
  'commands/foreign': ['commands/compared', 'commands/recorded', ...effects, ...pure],
  'commands/compared': ['commands/recorded', ...effects, ...pure],
  'commands/recorded': [...effects, ...pure],
  prompts: ['exec', ...pure],
  report: pure,
  'report/human': ['report', ...pure],
  'report/machine': ['report', ...pure],
  'report/author': ['report', 'report/human', ...pure],
  'report/completion': pure,
  blueprints: [
    ...['blueprints/fetch', 'blueprints/shelf', 'compose', 'edits/json', 'exec', 'flags', 'model'],
  ],
  'blueprints/generators': [
    ...['blueprints', 'blueprints/shelf', 'edits/json', 'edits/yaml', 'flags', 'generators'],
    ...['model', 'model/generated'],
  ],
  'blueprints/addons': [
    ...['blueprints', 'blueprints/generators', 'blueprints/shelf', 'flags', 'model'],
    'model/generated',
  ],
  'blueprints/fetch': ['exec', 'blueprints/shelf', 'flags', 'model', 'tasks'],
  'blueprints/shelf': ['gitignore', 'model'],
  project: ['exec', ...pure],
  'project/machine': ['exec', 'project', ...pure],
  'project/existing': ['exec', 'project', ...pure],
  apply: ['apply/tasks', 'exec', 'project', 'project/existing', ...pure],
  'apply/tasks': ['exec', 'project', ...pure],
  exec: ['model'],
  doctor: ['compose', 'edits/json', 'flags', 'model', 'packages', 'plan', 'tasks'],
  'authoring/lint': [
    ...['authoring', 'compare', 'compose', 'edits/json', 'flags', 'gitignore'],
    ...['model', 'packages', 'plan', 'tasks'],
  ],
  'authoring/generators': [
    ...['authoring', 'authoring/lint', 'compose', 'edits/yaml', 'edits/json', 'flags'],
    ...[
      'generators',
      'generators/words',
      'insert',
      'model',
      'model/generated',
      'plan',
      'plan/change',
    ],
  ],
  'authoring/addons': [
    ...['authoring', 'authoring/lint', 'compose', 'edits/json', 'flags', 'generators', 'merge'],
    ...['model', 'model/generated', 'plan', 'plan/change', 'plan/tree'],
  ],
  authoring: [
    ...['compare', 'compose', 'edits/json', 'flags', 'model', 'packages', 'plan', 'plan/tree'],
    'tasks',
  ],
  'plan/tree': ['compose', 'edits/json', 'insert', 'model', 'model/generated', 'packages'],
  plan: [
    ...['plan/tree', 'model/generated'],
    ...[
      'merge',
      'compose',
      'edits/json',
      'edits/yaml',
      'flags',
      'gitignore',
      'model',
      'packages',
      'tasks',
    ],
  ],
  'plan/change': [
    ...['insert', 'model/generated', 'plan/tree'],
    ...[
      'plan',
      'merge',
      'compare',
      'compose',
      'edits/json',
      'edits/yaml',
      'flags',
      'gitignore',
      'model',
    ],
    ...['packages', 'tasks'],
  ],
  merge: [
    ...['merge/three', 'merge/text', 'merge/formats', 'merge/code'],
    ...['edits', 'edits/json', 'model'],
  ],
  'merge/code': ['merge/three', 'merge/text', 'edits/layout', 'edits/module'],
  'merge/formats': ['merge/three', 'edits/json', 'edits/layout', 'edits/yaml', 'model'],
  'merge/text': ['merge/three'],
  'merge/three': [],
  'generators/words': ['model/generated'],
  generators: [
    ...[
      'generators/words',
      'edits/json',
      'edits/module',
      'edits/yaml',
      'flags',
      'insert/prisma',
      'model',
    ],
    'model/generated',
  ],
  insert: ['insert/data', 'insert/code', 'insert/prisma', 'model/generated'],
  'insert/prisma': ['insert/code', 'insert/data', 'edits/layout', 'model', 'model/generated'],
  'insert/code': ['insert/data', 'edits/layout', 'edits/module', 'model/generated'],
  'insert/data': ['edits/json', 'edits/layout', 'edits/yaml', 'model/generated'],
  'model/generated': ['edits/json', 'model'],
  compare: ['compose', 'model'],
  packages: ['compose', 'edits/json', 'edits/yaml', 'model'],
  compose: ['edits', 'edits/json', 'gitignore', 'model', 'tasks'],
  flags: ['model', 'tasks'],
  tasks: ['model'],
  model: ['edits/json'],
  edits: ['edits/json', 'edits/yaml', 'edits/module'],
  'edits/json': ['edits/layout'],
  'edits/yaml': ['edits/layout'],
  'edits/module': ['edits/layout'],
  'edits/layout': [],
  io: [],
  errors: [],
  text: [],
  gitignore: [],
  index: ['apply', 'plan', 'tasks', 'blueprints', 'blueprints/fetch', 'project', 'model'],
}

/** Each library has one door. */
const doors: Record<string, (path: string) => boolean> = {
  mri: (path) => path === 'cli/read-flags.ts',
  '@clack/prompts': (path) =>
    path.startsWith('prompts/') || path === 'report/human/human-reporter.ts',
  picocolors: (path) => path === 'report/human/colours.ts',
  execa: (path) => path === 'exec.ts',
  'fs-extra': (path) =>
    path.startsWith('apply/') || ['blueprints/shelf/folder.ts', 'project/disk.ts'].includes(path),
  giget: (path) => path === 'blueprints/fetch/hosts.ts',
  tar: (path) => path === 'blueprints/shelf/tarball.ts',
  'tar/parse': (path) => path === 'blueprints/shelf/tarball.ts',
  'https-proxy-agent': (path) => path === 'blueprints/fetch/download.ts',
  'proxy-from-env': (path) => path === 'blueprints/fetch/download.ts',
  magicast: (path) => path === 'edits/module/parse-code.ts',
  'jsonc-parser': (path) => path.startsWith('edits/json/'),
  // The second finds the positions in a YAML; the first merges and prints.
  yaml: (path) => path.startsWith('edits/yaml/'),
  'zod/mini': (path) =>
    [
      ...['blueprints/manifest.ts', 'commands/answers-file.ts', 'project/read-record.ts'],
      'project/existing/read-images.ts',
      ...['project/existing/read-entries.ts', 'blueprints/generators/generator-schema.ts'],
      ...['project/existing/read-addons.ts', 'blueprints/addons/addon-manifest.ts'],
    ].includes(path),
  'zod/v4/locales/en.js': (path) => path === 'blueprints/manifest.ts',
  ignore: (path) => path === 'gitignore.ts',
  'semver/functions/coerce.js': (path) => path === 'model/versions.ts',
  'semver/functions/satisfies.js': (path) => path === 'model/versions.ts',
  'semver/ranges/valid.js': (path) => path === 'model/versions.ts',
  scule: (path) => ['model/names.ts', 'generators/words/words.ts'].includes(path),
  pluralize: (path) => path === 'generators/words/words.ts',
  'validate-npm-package-name': (path) => path === 'model/names.ts',
  'fastest-levenshtein': (path) => path === 'flags/suggest.ts',
  'package-manager-detector/commands': (path) => path === 'tasks/install.ts',
}

describe('the house', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(40)
  })

  it.each(files)('$path imports only what is below it', ({ path, room, imports }) => {
    const allowed = belowOf[room]
    expect(allowed, `${room} is no room of the house`).toBeDefined()
    for (const target of imports.filter((specifier) => specifier.startsWith('.'))) {
      const into = roomOf(targetOf(path, target))
      expect(
        [room, 'io', 'errors', 'text', ...(allowed ?? [])],
        `${path} imports ${target}`,
      ).toContain(into)
    }
  })

  it.each(files)('$path goes to libraries through their doors', ({ path, imports }) => {
    for (const specifier of imports.filter(isLibrary)) {
      expect(doors[specifier], `${specifier} has no door`).toBeDefined()
      expect(doors[specifier]?.(path), `${path} imports ${specifier}`).toBe(true)
    }
  })

  it('reaches the network only to fetch a template, and to see whether a port or a database answers', () => {
    const network = /from 'node:(?:http|https|http2|net|tls|dns|dgram)|\bfetch\(|\bWebSocket\b/
    const paths = files.filter(({ text }) => network.test(text)).map(({ path }) => path)
    expect(paths.filter((path) => !path.startsWith('blueprints/fetch/'))).toEqual([
      'project/machine/ask-database.ts',
      'project/machine/probe-machine.ts',
    ])
  })

  it('keeps the pure rooms pure', () => {
    for (const { path, room, text, imports } of files) {
      if (!pure.includes(room)) continue
      const builtins = imports.filter((specifier) => builtinModules.includes(bare(specifier)))
      expect(
        builtins.filter((name) => name !== 'node:crypto'),
        path,
      ).toEqual([])
      expect(text, path).not.toMatch(
        /\bprocess\.|Date\.now|new Date|Math\.random|randomBytes|console\./,
      )
    }
  })

  it('has no cycle', () => {
    for (const { path } of files) expect(reach(path), `${path} imports itself`).not.toContain(path)
  })

  it('reads the environment only where it is handed in', () => {
    for (const { path, text } of files) {
      if (path.startsWith('bin/')) continue
      expect(text.split('function guard')[0], path).not.toMatch(/process\.(?:env|argv|cwd|std)/)
    }
  })

  it('exits nowhere but in bin and in the guard, which is a program of its own', () => {
    const leaving = files.filter(({ text }) => /process\.exit\b/.test(text)).map(({ path }) => path)
    expect(leaving.filter((path) => !path.startsWith('bin/'))).toEqual(['exec.ts'])
  })

  it('decides exit codes in the catalogue of errors and in one module', () => {
    const deciding = files.filter(({ path, text }) => {
      return !path.startsWith('errors/') && /(?<![!=]== )exitCodes(?:\.(?!ok\b)|\[)/.test(text)
    })
    // The result document starts from a value that says "failed".
    expect(deciding.map(({ path }) => path).toSorted()).toEqual([
      'report/exit-code.ts',
      'report/result.ts',
    ])
  })

  it('names every file after what it is', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|shared|core|lib|misc|manager)(?:\/|\.ts$)/
    expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
    expect(files.map(({ path }) => path).filter((path) => !/^[a-z/-]+\.ts$/.test(path))).toEqual([])
  })

  it('keeps every file under 250 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 250)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('has at most 13 files in a room', () => {
    const rooms = [...new Set(files.map(({ room }) => room))]
    const crowded = rooms.filter((room) => files.filter((file) => file.room === room).length > 13)
    expect(crowded).toEqual([])
  })

  it('gives each file a name of its own', () => {
    expect(repeated(files.map(({ path }) => basename(path)))).toEqual([])
  })

  it('gives each type a name of its own', () => {
    const declaration = /^(?:export )?(?:type|interface|class) ([A-Z]\w*)/gm
    const names = files.flatMap(({ text }) =>
      [...text.matchAll(declaration)].map(([, name]) => name),
    )
    expect(repeated(names)).toEqual([])
  })
})

/** The folder that holds a file, however deep, or a file at the top itself. */
function roomOf(path: string): string {
  return path.includes('/') ? dirname(path) : path.replace('.ts', '')
}

function targetOf(from: string, specifier: string): string {
  return relative(root, join(root, dirname(from), specifier))
}

function repeated<Value>(values: readonly Value[]): readonly Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

function isLibrary(specifier: string): boolean {
  return !specifier.startsWith('.') && !builtinModules.includes(bare(specifier))
}

function bare(specifier: string): string {
  return specifier.replace(/^node:/, '')
}

function reach(start: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (path: string) => {
    const file = files.find((candidate) => candidate.path === path)
    for (const specifier of file?.imports ?? []) {
      if (!specifier.startsWith('.')) continue
      const next = targetOf(path, specifier)
      if (seen.has(next)) continue
      seen.add(next)
      visit(next)
    }
  }
  visit(start)
  return seen
}
