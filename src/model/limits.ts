/**
 * The maximum size of a template. It is checked before files are read, so that a hostile or wrong folder (a whole disk,
 * a folder of videos) is refused within seconds. In bytes, unless noted otherwise.
 */
export const limits = {
  /** Files and folders of a template or a layer, with its options. */
  entries: 20_000,
  fileBytes: 20_000_000,
  /** All files of a template or a layer together. */
  allBytes: 50_000_000,
  /** Depth of nested folders. */
  folders: 32,
  pathBytes: 512,
  /** Layers that a template extends. */
  layers: 10,
  /** `template.json` and `layer.json`. */
  manifestBytes: 64_000,
  /** A file that is edited: `package.json`, `.env.example`. */
  editedBytes: 1_000_000,
  /** A file that is merged with another file of the same name. */
  mergedBytes: 64_000,
} as const
