import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { askWhole } from '../../exec.ts'
import type { IO } from '../../io.ts'
import {
  type Fates,
  type MergeInput,
  mergeTrees,
  prepareMerge,
  textMergesOf,
} from '../../merge/merge-trees.ts'
import { labels, type TextAnswer, type TextMerge } from '../../merge/text/text-merge.ts'
import type { Side } from '../../merge/three/three.ts'
import { without } from '../probe.ts'

/** Finds the fate of each file of a project, with git for the texts. */
export async function mergeFiles(input: MergeInput, how: MergeHow): Promise<Fates> {
  const prepared = prepareMerge(input)
  return mergeTrees(prepared, await mergeTexts(textMergesOf(prepared), how))
}

type MergeHow = { env: IO['env']; scrub: readonly string[]; signal: AbortSignal }

/** Merges texts as git does, several at a time, in a temporary folder. A repository is not needed. */
export async function mergeTexts(
  merges: readonly TextMerge[],
  how: MergeHow,
): Promise<ReadonlyMap<string, TextAnswer>> {
  if (merges.length === 0) return new Map()
  const dir = await mkdtemp(join(tmpdir(), 'create-app-merge-'))
  try {
    const answers = new Map<string, TextAnswer>()
    const waiting = [...merges.entries()]
    const work = async () => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        const [index, merge] = job
        answers.set(merge.path, await mergeText(merge, join(dir, `${index}`), how))
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() }, work))
    return answers
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

// The names of the files say nothing of the path, which may have any characters.
async function mergeText(
  merge: TextMerge,
  start: string,
  { env, scrub, signal }: MergeHow,
): Promise<TextAnswer> {
  const sides = ['disk', 'base', 'next'] as const satisfies readonly Side[]
  const files = sides.map((side) => `${start}-${side}`)
  await Promise.all(sides.map((side, at) => writeFile(files[at] ?? '', merge[side])))
  const named = sides.flatMap((side) => ['-L', labels[side]])
  const ask = (...style: readonly string[]) => {
    const command = { file: 'git', args: ['merge-file', '-p', ...style, ...named, ...files] }
    return askWhole(command, { cwd: tmpdir(), env: without(env, scrub), signal })
  }
  const marked = await ask('--diff3', `--marker-size=${merge.markerSize}`)
  if (marked.exitCode === 0) return marked
  // With the text from before, git splits a conflict less far: without it, nothing of one may be left.
  const split = await ask()
  return split.exitCode === 0 ? split : marked
}
