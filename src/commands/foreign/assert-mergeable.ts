import { editFile } from '../../compose/edit-file.ts'
import { EditError } from '../../errors/edit-error.ts'
import { nodesIn } from '../../merge/formats/format-nodes.ts'
import { hasFormat } from '../../merge/formats/merge-formats.ts'
import { limits } from '../../model/limits.ts'
import type { Tree } from '../../model/tree.ts'

/** @throws AppError where an add-on has a file that is too large to be merged with another one, or cannot be read. */
export function assertMergeable(blueprint: string, laid: Tree): void {
  for (const [path, { content }] of laid) {
    if (typeof content !== 'string' || !hasFormat(path)) continue
    editFile({ blueprint, path, contents: [content], most: limits.editedBytes }, () => {
      const root = nodesIn(path, content)
      const isManifest = /(?:^|\/)package\.json$/.test(path)
      if (isManifest && root?.kind !== 'object') throw new EditError('It is no object.')
    })
  }
}
