/**
 * How much a template may bring. It is held before anything is read, so that a hostile one and a
 * mistaken one (a whole disk, a folder of films) end within seconds. Bytes, unless it says otherwise.
 */
export const limits = {
  /** Files and folders of a template or a layer, its options included. */
  entries: 20_000,
  fileBytes: 20_000_000,
  /** All files of a template or a layer together. */
  allBytes: 50_000_000,
  /** Folders, one in the other. */
  folders: 32,
  pathBytes: 512,
  /** Layers that a template extends. */
  layers: 10,
  /** `template.json` and `layer.json`. */
  manifestBytes: 64_000,
  /** A file that is read to be changed: `package.json`, `.env.example`. */
  editedBytes: 1_000_000,
  /** A file that is merged with another of its name. */
  mergedBytes: 64_000,
} as const
