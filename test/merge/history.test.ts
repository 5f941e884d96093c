import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { execa } from 'execa'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repository } from '../../scripts/compose.ts'
import { combinationsOf } from '../../src/authoring/combinations.ts'
import { sampleOf } from '../../src/authoring/sample.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import { jsonNodes } from '../../src/edits/json/json.ts'
import { readMembers, repeatedNames } from '../../src/merge/code/read-members.ts'
import type { Fate } from '../../src/merge/fate.ts'
import { mergeByFormat } from '../../src/merge/formats/merge-formats.ts'
import { repeatedKeys } from '../../src/merge/formats/repeated-keys.ts'
import { isOutside } from '../../src/merge/outside.ts'
import { questionsOf } from '../../src/model/blueprint.ts'
import { namesOf } from '../../src/model/names.ts'
import type { Tree } from '../../src/model/tree.ts'
import { treeOf } from '../../src/plan/plan.ts'
import { isInHistory } from '../support/earlier-release.ts'
import { type EditedFile, editedFile, editSet, makeEdit, textOfLines } from '../support/edits.ts'
import { temporaryFolder } from '../support/folders.ts'
import { hunksOf, type LineHunk } from '../support/line-hunks.ts'
import { merge } from '../support/merging.ts'
import { isLong, seeded } from '../support/sampled.ts'

/** Two states of `templates/` in this repository's history, and the template that is compared. */
type Pair = { readonly template: string; readonly from: string; readonly to: string }

const pairs: readonly Pair[] = [
  ['api', '43939265c8318643ddc54bac6fef4969a1cd1600', 'fb288f39070642817750b541abbffb66225c4e16'],
  ['api', '6bd8981b9097e7b2e122010dfef619661ca5af07', '1034646f9e5fba9582ef73b6ac5c3984c338cbc7'],
  [
    'frontend',
    '5f3bc1939cec028dc4eb15407abae90609beaa6d',
    '6bd8981b9097e7b2e122010dfef619661ca5af07',
  ],
  [
    'fullstack',
    'fb288f39070642817750b541abbffb66225c4e16',
    '5f3bc1939cec028dc4eb15407abae90609beaa6d',
  ],
  [
    'monorepo',
    'c5449cf79b6619898d8cd802ee5e1f2e9cf1a62b',
    '81a8636a7ec9f4df484a0956d991a9ac98b975c8',
  ],
].map(([template = '', from = '', to = '']) => ({ template, from, to }))

/** How often each thing happened: what docs/benchmarks.md says of merges. */
const counted: Record<string, number> = {}

function count(what: string): void {
  counted[what] = (counted[what] ?? 0) + 1
}

describe.each(pairs)('$template of $from', ({ template, from, to }) => {
  it('keeps all that only the person changed, and has no conflict that git has not', async ({
    skip,
  }) => {
    const isThere = (await isInHistory(from)) && (await isInHistory(to))
    skip(!isThere, 'this clone has no history')
    const [base, next] = [await madeAt(from, template), await madeAt(to, template)]
    const { numRuns, seed } = seeded(8, 500)
    const sets = fc.sample(editSet, {
      numRuns,
      seed: seed + pairs.findIndex((pair) => pair.from === from),
    })
    const edited = sets.map((edits, set) => editAll(edits, { set, base, next }))
    await checkMerges(edited.flat(), { base, next })
    count(`sets of ${template}`)
  }, 3_600_000)
})

it('counts what the merges did', () => {
  if (isLong) process.stdout.write(`${JSON.stringify(counted, null, 2)}\n`)
  expect(counted.lost).toBeUndefined()
})

/** A file that a person edited, in a folder of its set. */
type PersonFile = { readonly set: number; readonly file: EditedFile }

/** The files that a set edits. */
function editAll(
  edits: ReturnType<typeof editSet.generate>['value'],
  { set, base, next }: { set: number; base: Tree; next: Tree },
): readonly PersonFile[] {
  const files = new Map<string, EditedFile>()
  const usable = [...base].flatMap(([path, file]): [string, string][] => {
    const isOwn = isOutside(path, { base: file, disk: file, next: next.get(path) })
    return typeof file.content === 'string' && !isOwn ? [[path, file.content]] : []
  })
  const changed = usable.filter(([path, text]) => {
    const now = next.get(path)?.content
    return typeof now === 'string' && now !== text
  })
  for (const [index, edit] of edits.entries()) {
    const all = edit.isInside && changed.length > 0 ? changed : usable
    const [path = '', text = ''] = all[edit.file % all.length] ?? []
    const file = files.get(path) ?? editedFile(path, text)
    files.set(path, file)
    const now = next.get(path)?.content
    const inside =
      edit.isInside && typeof now === 'string'
        ? changedLines(text, now)
        : text.split('\n').map((_, at) => at)
    const start = inside[edit.at % inside.length] ?? 0
    makeEdit(file, edit, { start, mark: `mine${set}x${index}x` })
    count(edit.isInside ? 'edits inside a hunk of the template' : 'edits elsewhere')
  }
  count('edit sets')
  return [...files.values()].map((file) => ({ set, file }))
}

/** The numbers of the lines of a text that another version of it changes or drops, or before which it adds. */
function changedLines(before: string, after: string): readonly number[] {
  const lines = before.split('\n')
  return hunksOf(lines, after.split('\n')).flatMap(({ start, end }) => {
    return start === end ? [start] : Array.from({ length: end - start }, (_, at) => start + at)
  })
}

type OwnHunk = Pick<LineHunk, 'start' | 'end'> & { readonly lines: readonly string[] }

/** The person's hunks, which are known exactly. */
function ownHunks({ lines }: EditedFile, length: number): readonly OwnHunk[] {
  const hunks: OwnHunk[] = []
  let [last, pending]: [number, string[]] = [-1, []]
  for (const { text, from } of [...lines, { text: '', from: length }]) {
    if (from === undefined) pending.push(text)
    else {
      if (from > last + 1 || pending.length > 0)
        hunks.push({ start: last + 1, end: from, lines: pending })
      last = from
      pending = []
    }
  }
  return hunks
}

async function checkMerges(
  all: readonly PersonFile[],
  { base, next }: { base: Tree; next: Tree },
): Promise<void> {
  const trees = { base: new Map(), disk: new Map(), next: new Map() }
  const moved = new Map<string, string>()
  const places = all.map(({ set, file }) => {
    const own = `${set}/${file.path}`
    const place = file.isRenamed ? `${set}/mine/${file.path}` : own
    const [made, now] = [base.get(file.path), next.get(file.path)]
    if (made) trees.base.set(own, made)
    if (now) trees.next.set(own, now)
    trees.disk.set(place, { ...made, content: textOfLines(file) })
    if (file.isRenamed) moved.set(own, place)
    return { place, file }
  })
  const fates = await merge({ ...trees, moved })
  const oracle = await temporaryFolder()
  for (const { place, file } of places) {
    const fate = fates.get(place)
    if (fate === undefined) throw new Error(`${place} has no fate.`)
    const [made, now] = [base.get(file.path), next.get(file.path)].map((one) => one?.content)
    await checkFile({ place, file, fate, made: String(made), now: asText(now) }, oracle)
  }
}

function asText(content: unknown): string | undefined {
  return typeof content === 'string' ? content : undefined
}

type Checked = {
  readonly place: string
  readonly file: EditedFile
  readonly fate: Fate
  readonly made: string
  readonly now: string | undefined
}

async function checkFile(checked: Checked, oracle: string): Promise<void> {
  const { place, file, fate, made, now } = checked
  const disk = textOfLines(file)
  const merged =
    fate.kind === 'merged' || fate.kind === 'conflict' || fate.kind === 'taken'
      ? fate.file
      : undefined
  const text = 'file' in fate ? asText(merged?.content) : disk
  count(`files ${fate.kind}`)
  if (disk === made) return
  const where = `${fate.kind} of ${place}\n${disk}\n-----\n${text}`
  if (text === undefined) return expect.fail(`lost: ${where}`)
  const own = fate.kind === 'conflict' ? yoursIn(text) : text
  for (const mark of file.marks) {
    const times = own.toLowerCase().split(mark).length - 1
    expect(times, `${mark} in ${where}`).toBe(1)
    count('marked lines kept')
  }
  if (now === undefined || now === made) return expect(own, where).toBe(disk)
  const git = await mergeWithGit(oracle, { base: made, disk, next: now })
  checkHunks({ ...checked, now }, { own, isAsGit: git.isClean && text === git.text })
  checkWithGit({ ...checked, now }, { text, git })
}

/**
 * All that only the person changed is as the person left it. Lines that a person moved may, to git, have stayed while
 * those around them moved; then a change of the template in them is there as well. Where members of a list moved, they are in
 * the person's order with the template's text.
 */
function checkHunks(
  { place, file, made, now, fate }: Checked & { now: string },
  { own, isAsGit }: { own: string; isAsGit: boolean },
): void {
  const lines = made.split('\n')
  const others = hunksOf(lines, now.split('\n'))
  const newer = newerLines(lines, now.split('\n'))
  const isFormat =
    mergeByFormat(place, { base: made, disk: textOfLines(file), next: now }) !== undefined
  for (const hunk of ownHunks(file, lines.length)) {
    const isShared = others.some(({ start, end }) => start <= hunk.end && end >= hunk.start)
    count(isShared ? 'hunks that both changed' : 'hunks that only the person changed')
    if (isShared || isFormat) continue
    const [before, after] = [lines[hunk.start - 1], lines[hunk.end]]
    const around = [
      ...(before === undefined ? [] : [before]),
      ...hunk.lines,
      ...(after === undefined ? [] : [after]),
    ].join('\n')
    if (isAsGit && !own.includes(around)) {
      count('hunks that moved, merged as git does')
      continue
    }
    const isMoved = hunk.lines.every((line) => lines.includes(line))
    const withTheirs = around.split('\n').map((line) => newer.get(line) ?? line)
    if (isMoved && !own.includes(around) && own.includes(withTheirs.join('\n'))) {
      count('hunks of members that moved, with the text of the template')
      continue
    }
    expect(own.includes(around), `${fate.kind} of ${place} has no\n${around}\n-----\n${own}`).toBe(
      true,
    )
    count('hunks that only the person changed, kept')
  }
}

/** The lines of the template that stand for older ones, where as many came as went. */
function newerLines(
  before: readonly string[],
  after: readonly string[],
): ReadonlyMap<string, string> {
  let shift = 0
  const pairs = hunksOf(before, after).flatMap(({ start, end, size }) => {
    const come = after.slice(start + shift, start + shift + size)
    shift += size - (end - start)
    const gone = before.slice(start, end)
    return gone.length === size ? gone.map((line, at) => [line, come[at] ?? line] as const) : []
  })
  return new Map(pairs)
}

/** A text in which the person's side settles each conflict. */
function yoursIn(text: string): string {
  return text.replace(
    /^<{7} yours\r?\n([\s\S]*?)^\|{7} made before\r?\n[\s\S]*?^>{7} template\r?\n/gm,
    '$1',
  )
}

function checkWithGit(
  { place, file, fate, made, now }: Checked & { now: string },
  { text, git }: { text: string; git: Awaited<ReturnType<typeof mergeWithGit>> },
): void {
  const disk = textOfLines(file)
  const isFormat = mergeByFormat(place, { base: made, disk, next: now }) !== undefined
  const isConflict = fate.kind === 'conflict'
  count(`git: ${git.isClean ? 'clean' : 'conflict'}, here: ${isConflict ? 'conflict' : 'clean'}`)
  if (git.isClean && isConflict) {
    const isSound = fate.reason === 'repeated-name' || fate.reason === 'unreadable'
    expect(
      isFormat || isSound,
      `${place} is in conflict (${fate.reason}), and git has none\n${text}`,
    ).toBe(true)
    count(isSound ? `exception: ${fate.reason}` : 'exception: a conflict of meaning (rule 3)')
  }
  if (git.isClean && !isConflict && text !== git.text) {
    expect(isFormat, `${place}\n${text}\n-----\n${git.text}`).toBe(true)
    count('exception: merged by meaning (rule 3)')
  }
  if (!git.isClean && !isConflict) {
    const isCode = /\.[cm]?[jt]sx?$/.test(place)
    const isImage = /Dockerfile/.test(place)
    expect(isFormat || isCode || isImage, `${place} has no conflict, and git has one`).toBe(true)
    count(isCode ? 'exception: both kept (rule 5)' : 'exception: no conflict of meaning (rule 3)')
  }
  if (!isConflict) checkSound(place, { disk, now, text })
}

/** A file without a conflict can be read and has no name twice, if that is so on both sides. */
function checkSound(
  place: string,
  { disk, now, text }: { disk: string; now: string; text: string },
): void {
  const [own, made, merged] = [disk, now, text].map((one) => problemsIn(place, one))
  if (own !== 0 || made !== 0) {
    count('merged texts of which a side cannot be read')
    return
  }
  expect(merged, `${place}\n${text}`).toBe(0)
  count('merged texts that can be read')
}

/** How many parts of a text cannot be read, or are twice there. */
function problemsIn(place: string, text: string): number {
  try {
    if (place.endsWith('.json')) return repeatedKeys(jsonNodes(text)).length
    if (/\.ya?ml$/.test(place)) parse(text)
    if (!/\.[cm]?[jt]sx?$/.test(place)) return 0
    transformSync(text, { loader: 'tsx' })
    return repeatedNames(readMembers(text) ?? []).length
  } catch {
    return 1
  }
}

async function mergeWithGit(
  dir: string,
  texts: { base: string; disk: string; next: string },
): Promise<{ isClean: boolean; text: string }> {
  for (const [side, text] of Object.entries(texts)) await writeFile(join(dir, side), text)
  const { exitCode, stdout } = await execa('git', ['merge-file', '-p', 'disk', 'base', 'next'], {
    cwd: dir,
    reject: false,
    stripFinalNewline: false,
  })
  return { isClean: exitCode === 0, text: stdout }
}

/** The files of a project of a template, as it was in a commit. */
async function madeAt(commit: string, template: string): Promise<Tree> {
  const dir = await temporaryFolder()
  const archive = join(dir, 'templates.tar')
  await execa('git', ['archive', '-o', archive, commit, 'templates'], { cwd: repository })
  await execa('tar', ['-xf', archive], { cwd: dir })
  const catalog = { dir: join(dir, 'templates'), version: '3.0.0' }
  const blueprints = await loadBlueprints(template, catalog, dir)
  const [answers = {}] = combinationsOf(questionsOf(blueprints), { pm: 'npm@11.0.0' })
  return treeOf(sampleOf(blueprints, answers, namesOf('shop')))
}
