import { editPlainly, plainText } from '../text.ts'
import { mergeEnv } from './env.ts'
import { mergeJson } from './json/json.ts'
import { mergeLockfile, npmLockfile } from './json/lockfile.ts'
import { mergeLines } from './lines.ts'
import { mergeMarkdown } from './markdown.ts'
import { mergeConfigModule } from './module/module.ts'
import { mergeYaml } from './yaml/yaml.ts'

/** Merges one content over another; `replace` lists JSON pointers whose value is taken whole. */
export type Merger = (base: string, over: string, replace?: readonly string[]) => string

/** The merge function for a file, chosen by its name; undefined when the format cannot be merged. */
export function mergerFor(path: string): Merger | undefined {
  const merge = mergerOf(path)
  return (
    merge &&
    ((base, over, replace) => editPlainly(base, (plain) => merge(plain, plainText(over), replace)))
  )
}

function mergerOf(path: string): Merger | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (LINE_FILES.includes(name)) return mergeLines
  if (name === npmLockfile) return mergeLockfile
  if (name === '.env' || name.startsWith('.env.')) return mergeEnv
  return MERGERS.find(([ending]) => name.endsWith(ending))?.[1]
}

const LINE_FILES: readonly string[] = [
  '_gitignore',
  '.gitignore',
  '.dockerignore',
  '.npmignore',
  '.prettierignore',
  '.gitattributes',
  '_npmrc',
  '.npmrc',
]

const MERGERS: readonly (readonly [ending: string, merger: Merger])[] = [
  ['.json', mergeJson],
  ['.code-workspace', mergeJson],
  ['.md', mergeMarkdown],
  ['.yml', mergeYaml],
  ['.yaml', mergeYaml],
  ['.config.ts', mergeConfigModule],
  ['.config.mts', mergeConfigModule],
]
