// The licences of what is bundled, as the metafile has it: it cannot be forgotten, and nothing stands there
// that is not in the package.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The words that most of them share. */
const mit = (await readFile('LICENSE', 'utf8'))
  .split('\n\n')
  .slice(2)
  .map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
  .join('\n\n')

/** What a package has taken into its own files, and says in words only or not at all. */
const vendored = {
  magicast: [
    'with recast: Copyright (c) 2012 Ben Newman <bn@cs.stanford.edu> (MIT)',
    'with ast-types: Copyright (c) 2013 Ben Newman <bn@cs.stanford.edu> (MIT)',
  ],
  giget: [
    'with pathe: Copyright (c) Pooya Parsa <pooya@pi0.io> - Daniel Roe <daniel@roe.dev> (MIT)',
  ],
}

/** The packages that a bundle holds something of, as `name` and `dir`, by name. */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap(({ inputs: parts }) => {
    return Object.entries(parts).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    )
  })
  const dirs = inputs.flatMap((path) => {
    const [dir] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replace(/^apart:/, '')) ?? []
    return dir === undefined ? [] : [dir]
  })
  return [...new Set(dirs)].sort()
}

/** The text of all licences, each once, below those it is of. */
export async function licencesOf(dirs) {
  const packages = await Promise.all(dirs.map(readPackage))
  const texts = [...new Set(packages.map(({ terms }) => terms))]
  const sections = texts.map((text) => {
    const of = packages.filter(({ terms }) => terms === text)
    const names = of.map(({ name, version, licence, notices }) => {
      return [`${name} ${version} (${licence})`, ...notices.map((notice) => `  ${notice}`)].join(
        '\n',
      )
    })
    return `${names.join('\n')}\n\n${text}\n`
  })
  return `What create-app is made of, besides its own code.\n\n${sections.join(`\n${'-'.repeat(72)}\n\n`)}`
}

async function readPackage(dir) {
  const { name, version, license: licence } = JSON.parse(await readFile(join(dir, 'package.json')))
  const file = (await readdir(dir)).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry))
  if (file === undefined && licence === undefined) throw new Error(`${dir} has no licence`)
  const text = file === undefined ? `Licence: ${licence}` : await readFile(join(dir, file), 'utf8')
  const parts = partsOf(text)
  const { notices } = parts
  const terms = wordsOf(parts.terms) === wordsOf(mit) ? mit : parts.terms
  return { name, version, licence, terms, notices: [...notices, ...(vendored[name] ?? [])] }
}

/** Quotes, capitals and stars are set differently everywhere. */
function wordsOf(terms) {
  return terms
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

/** Whose it is differs from package to package; the terms are mostly the same words. */
function partsOf(text) {
  const paragraphs = text
    .replaceAll('\r', '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
  const isNotice = (paragraph) => /^copyright\b/i.test(paragraph) && paragraph.length < 300
  const isTitle = (paragraph) =>
    /^(?:the |\(the )?\(?mit\)? licen[cs]e\)?:?(?: \(mit\))?$/i.test(paragraph)
  return {
    notices: paragraphs.filter(isNotice),
    terms: paragraphs.filter((one) => one !== '' && !isNotice(one) && !isTitle(one)).join('\n\n'),
  }
}
