// The licences of the bundled packages, taken from esbuild's metafile, so that the list always matches
// the package.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The text of the MIT licence, which most packages use. */
const mit = (await readFile('LICENSE', 'utf8'))
  .split('\n\n')
  .slice(2)
  .map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
  .join('\n\n')

/** Code of others inside a package that includes no licence file for it. */
const vendored = {
  magicast: [
    'with recast: Copyright (c) 2012 Ben Newman <bn@cs.stanford.edu> (MIT)',
    'with ast-types: Copyright (c) 2013 Ben Newman <bn@cs.stanford.edu> (MIT)',
  ],
  giget: [
    'with pathe: Copyright (c) Pooya Parsa <pooya@pi0.io> - Daniel Roe <daniel@roe.dev> (MIT)',
  ],
}

/** The packages with code in the bundle, as `name` and `dir`, sorted by name. */
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

/** The text of all licences, each once, below the packages that it covers. */
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
  return `The licences of the packages that create-app contains.\n\n${sections.join(`\n${'-'.repeat(72)}\n\n`)}`
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

/** Ignores quotes, capitals and asterisks, which differ from package to package. */
function wordsOf(terms) {
  return terms
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

/** Separates the copyright notices, which differ from package to package, from the terms, which mostly do not. */
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
