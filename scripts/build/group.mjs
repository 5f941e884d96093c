// esbuild makes a file of every set of modules that the same entries need, which comes to dozens; each is
// a file to find and to open. What is always loaded together is put into one.
import { basename } from 'node:path'

/**
 * By the name of the file that is made: where it begins, as modules of the source. `later` is what most
 * creations never load.
 */
const groups = {
  base: ['src/bin/create-app.ts'],
  main: [
    'src/cli/choose-reporter.ts',
    'src/cli/perform.ts',
    'src/commands/create.ts',
    'src/report/human/human-reporter.ts',
    'src/blueprints/catalog.ts',
  ],
  later: [
    'src/edits/yaml/yaml.ts',
    'src/edits/module/module.ts',
    'src/blueprints/manifest.ts',
    'src/blueprints/fetch/fetch-source.ts',
    'node_modules/giget/dist/index.mjs',
    'node_modules/execa/index.js',
    'src/prompts/ask-in-turn.ts',
    'src/prompts/ask-trust.ts',
    /^src\/commands\/(?!create\.ts|list\.ts)/,
    /^src\/cli\/(?:answers|record)\.ts$/,
  ],
}

/**
 * Which group each file of a bundle goes into, by its name; undefined for those that stay as they are.
 * @param asked the files that are asked for by name from outside.
 */
export function groupsOf({ outputs }, asked) {
  const output = new Map(Object.entries(outputs).map(([path, made]) => [basename(path), made]))
  const groupOf = new Map()
  const join = (file, name) => {
    if (groupOf.has(file)) return
    if (!asked.includes(file)) groupOf.set(file, name)
    for (const { path, kind } of output.get(file).imports) {
      if (kind === 'import-statement' && output.has(basename(path))) join(basename(path), name)
    }
  }
  for (const [name, begins] of Object.entries(groups)) {
    for (const [file, { entryPoint }] of output) {
      if (begins.some((begin) => isAt(entryPoint, begin))) join(file, name)
    }
  }
  return groupOf
}

function isAt(entryPoint = '', begin) {
  return typeof begin === 'string' ? entryPoint.endsWith(begin) : begin.test(entryPoint)
}

/**
 * @param files the text of each file, by its name.
 * @returns the same program in fewer files.
 */
export function grouped(files, groupOf) {
  const linked = new Map([...files].map(([file, text]) => [file, link(file, text)]))
  return new Map([
    ...[...linked].filter(([file]) => !groupOf.has(file)),
    ...Object.keys(groups).map((name) => {
      const members = [...linked].filter(([file]) => groupOf.get(file) === name)
      return [`${name}.cjs`, printGroup(members)]
    }),
  ])

  /** Members of a group find each other by name; others ask the group for them. */
  function link(file, text) {
    return text.replace(/require\("\.\/([^"/]+\.cjs)"\)/g, (call, wanted) => {
      const group = groupOf.get(wanted)
      return group === undefined || group === groupOf.get(file)
        ? call
        : `require("./${group}.cjs")("./${wanted}")`
    })
  }
}

/** esbuild gives each file the same few functions; a group needs them once. */
function printGroup(members) {
  const helpers = new Set()
  const bodies = members.map(([file, text]) => {
    const own = text.replace(/^var __\w+ = (?:.*;|[^;]*(?:\n .*)*\n\S.*;)\n/gm, (helper) => {
      helpers.add(helper)
      return ''
    })
    return `"./${file}":function(exports,module,require){${own}}`
  })
  return `"use strict";
${[...helpers].join('')}
var made={},members={${bodies.join(',\n')}};
module.exports=function member(name){
if(!members[name])return require(name);
if(!made[name]){var module=made[name]={exports:{}};members[name](module.exports,module,member)}
return made[name].exports};
`
}
