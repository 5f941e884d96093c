import { relative, resolve, sep } from 'node:path'
import { type FilePatch, patchOf } from '../../compare/patch.ts'
import { errors } from '../../errors/errors.ts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { isOutside } from '../../merge/outside.ts'
import { isSameFile } from '../../merge/same-file.ts'
import { diffJson, printDiff } from '../../report/human/diff-report.ts'
import { pageOf } from '../../report/human/page.ts'
import { readMade } from '../compared/read-made.ts'
import { openRecorded } from '../recorded/open-recorded.ts'
import type { Session } from '../session.ts'

/** Prints what the people of a project changed in the files that it was made with. */
export async function diff(asked: Asked<'[dir] [path]'>, session: Session): Promise<ExitCode> {
  const { catalog, cwd, io, report, signal } = session
  const flags = { ...asked.flags, ...asked.words }
  const opened = await openRecorded(flags.dir, session)
  const choosing = { command: 'diff', catalog, cwd, io, report, signal }
  const { made, disk, moved, doubt } = await readMade(opened, flags, choosing)
  if (doubt) report.warn(doubt)
  const wanted = pathWanted(opened.target.dir, flags, cwd)
  const isWanted = (path: string) =>
    wanted === undefined || path === wanted || path.startsWith(`${wanted}/`)
  const patches = [...made].flatMap(([from, before]): FilePatch[] => {
    const path = moved.get(from) ?? from
    const after = disk.get(path)
    if (
      isOutside(from, { base: before, disk: after, next: undefined }) ||
      !(isWanted(path) || isWanted(from))
    )
      return []
    if (after && path === from && isSameFile(before, after)) return []
    return [patchOf({ path, from, before, after })]
  })
  if (patches.length === 0 && wanted !== undefined && ![...made.keys()].some(isWanted)) {
    throw errors.notMade(wanted)
  }
  const page = pageOf(io.env, io.stdout)
  const shown = { dir: opened.target.dir, patches }
  const look = { page, isStat: flags.stat, isTerminal: io.stdout.isTTY ?? false }
  io.stdout.write(flags.json ? diffJson(shown) : printDiff(shown, look))
  return exitCodes.ok
}

type TypedPlace = { readonly dir: string | undefined; readonly path: string | undefined }

/**
 * The path to show, from the folder of the project; undefined for all. One word alone may be a project, or a path in the
 * project that it lies in.
 */
function pathWanted(root: string, { dir = '.', path = '' }: TypedPlace, cwd: string) {
  const shown = relative(root, resolve(cwd, dir, path))
    .split(sep)
    .join('/')
  return shown === '' || (path === '' && dir === '.') ? undefined : shown
}
