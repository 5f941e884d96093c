import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
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
      room: path.includes('/') ? dirname(path) : path.replace('.ts', ''),
      text,
      imports: imports.map(([, specifier = '']) => specifier),
    }
  })

/** What each room may import besides itself, `io` and `errors`. */
const belowOf: Record<string, readonly string[]> = {
  bin: ['cli', 'blueprints'],
  cli: [
    'commands',
    'prompts',
    'report',
    'blueprints',
    'project',
    'apply',
    'exec',
    'kit',
    'plan',
    'edits',
    'tasks',
  ],
  commands: [
    'prompts',
    'report',
    'blueprints',
    'project',
    'apply',
    'exec',
    'kit',
    'plan',
    'edits',
    'tasks',
  ],
  prompts: ['exec', 'plan', 'edits', 'tasks'],
  report: ['exec', 'kit', 'plan', 'edits', 'tasks'],
  blueprints: ['exec', 'plan', 'edits', 'tasks'],
  project: ['exec', 'plan', 'edits', 'tasks'],
  apply: ['exec', 'plan', 'edits', 'tasks'],
  exec: ['plan', 'edits', 'tasks'],
  kit: ['plan', 'edits', 'tasks'],
  plan: ['edits', 'tasks'],
  edits: [],
  tasks: [],
  io: [],
  errors: [],
  'exit-codes': [],
  'app-error': [],
  'usage-errors': [],
  'fetch-errors': [],
  index: ['app-error', 'apply', 'plan', 'tasks', 'blueprints', 'project'],
}

/** Each library has one door. */
const doors: Record<string, (path: string) => boolean> = {
  mri: (path) => path === 'cli/parse.ts',
  '@clack/prompts': (path) => path.startsWith('prompts/') || path === 'report/human.ts',
  picocolors: (path) => path === 'report/colours.ts',
  execa: (path) => path === 'exec.ts',
  'fs-extra': (path) =>
    path.startsWith('apply/') ||
    ['blueprints/files.ts', 'blueprints/load.ts', 'project/read.ts'].includes(path),
  giget: (path) => path === 'blueprints/remote.ts',
  tar: (path) => path === 'blueprints/tarball.ts',
  'tar/parse': (path) => path === 'blueprints/tarball.ts',
  'https-proxy-agent': (path) => path === 'blueprints/download.ts',
  'proxy-from-env': (path) => path === 'blueprints/download.ts',
  magicast: (path) => path === 'edits/module.ts',
  'jsonc-parser': (path) => ['edits/json.ts', 'edits/json-place.ts'].includes(path),
  yaml: (path) => ['edits/yaml.ts', 'blueprints/manifest.ts'].includes(path),
  'zod/mini': (path) => path === 'blueprints/manifest.ts' || path.startsWith('cli/'),
  'zod/v4/locales/en.js': (path) => path === 'blueprints/manifest.ts',
  scule: (path) => path === 'plan/names.ts',
  'validate-npm-package-name': (path) => path === 'plan/names.ts',
  'fastest-levenshtein': (path) => path === 'plan/suggest.ts',
  'package-manager-detector/commands': (path) => path === 'tasks/install.ts',
}

const pureRooms = ['kit', 'plan', 'edits', 'tasks']

describe('the house', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(40)
  })

  it.each(files)('$path imports only what is below it', ({ path, room, imports }) => {
    const allowed = belowOf[room]
    expect(allowed, `${room} is no room of the house`).toBeDefined()
    for (const target of imports.filter((specifier) => specifier.startsWith('.'))) {
      const into = roomOf(path, target)
      expect(
        [
          room,
          'io',
          'errors',
          'exit-codes',
          'app-error',
          'usage-errors',
          'fetch-errors',
          ...(allowed ?? []),
        ],
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

  it('keeps the pure rooms pure', () => {
    for (const { path, room, text, imports } of files) {
      if (!pureRooms.includes(room)) continue
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

  it('names every file after what it is', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|shared|core|lib|misc|manager)(?:\/|\.ts$)/
    expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
    expect(files.map(({ path }) => path).filter((path) => !/^[a-z/-]+\.ts$/.test(path))).toEqual([])
  })

  it('keeps every file under 250 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 250)
    expect(long.map(({ path }) => path)).toEqual([])
  })
})

function roomOf(from: string, specifier: string): string {
  const path = relative(root, join(root, dirname(from), specifier))
  return path.includes('/') ? (path.split('/')[0] ?? '') : path.replace('.ts', '')
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
      const next = relative(root, join(root, dirname(path), specifier))
      if (seen.has(next)) continue
      seen.add(next)
      visit(next)
    }
  }
  visit(start)
  return seen
}
