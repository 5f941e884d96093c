import { EditError } from '../../errors/edit-error.ts'
import type { Three } from '../three/three.ts'
import { lineMergerFor } from './merge-line-files.ts'
import { mergeJsonThree, mergePackageJson, mergeYamlThree } from './merge-node-files.ts'
import type { FormatMerge, FormatMerger, FormatTexts } from './rulings.ts'

/** A file merged by what it means. Its `versions` settle each conflict by one side: they differ nowhere else. */
export type StructuredMerge = FormatMerge & { readonly versions: Three<string> | undefined }

/** Merges three plain texts by their format; undefined for another format, or where a text cannot be read. */
export function mergeByFormat(path: string, texts: FormatTexts): StructuredMerge | undefined {
  const merge = formatOf(path)
  if (merge === undefined) return undefined
  try {
    const merged = merge(texts, 'disk')
    if (merged.conflicts.length === 0) return { ...merged, versions: undefined }
    const [base, next] = [merge(texts, 'base').text, merge(texts, 'next').text]
    return { ...merged, versions: { base, disk: merged.text, next } }
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}

/** Whether a file is merged by what it means. */
export function hasFormat(path: string): boolean {
  return formatOf(path) !== undefined
}

function formatOf(path: string): FormatMerger | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name === 'package.json') return mergePackageJson
  if (/\.(?:jsonc?|code-workspace)$/.test(name)) return mergeJsonThree
  if (/\.ya?ml$/.test(name)) return mergeYamlThree
  return lineMergerFor(path)
}
