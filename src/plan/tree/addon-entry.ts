import { isChosen, placeholdersOf } from '../../compose/lay-blueprint.ts'
import { pathIn } from '../../compose/place.ts'
import { type Placeholders, renderText } from '../../compose/render.ts'
import { errors } from '../../errors/errors.ts'
import { type Blueprint, folderOf } from '../../model/blueprint.ts'
import {
  type AddedInsertion,
  type Addon,
  type AddonEntry,
  addonSchema,
  conditionsOf,
} from '../../model/generated/addon.ts'
import type { Insertion } from '../../model/generated/insertion.ts'
import type { Names } from '../../model/names.ts'
import { assertPlaceable } from '../../model/paths.ts'
import type { Answers } from '../../model/question.ts'
import { hashTree, isRecord, type TreeFile } from '../../model/tree.ts'

type AddonChoice = {
  readonly answers: Answers
  readonly names: Names
  readonly createApp: string
}

/** How an add-on is recorded if all that it adds to files of the template can be added. */
export function addonEntry(addon: Addon, choice: AddonChoice): AddonEntry {
  const { id, version, source, integrity, manifest, place, settled } = addon
  const { createApp } = choice
  const answers = { ...choice.answers, ...settled }
  const asked = manifest.questions.flatMap((question): [string, string][] => {
    const answer = answers[question.id]
    return answer === undefined ? [] : [[question.id, answer]]
  })
  return {
    ...{ schema: addonSchema, createApp, kind: 'addon' as const, id, version, source },
    ...(integrity !== undefined && { integrity }),
    ...(place && { into: place.into }),
    treeHash: contentHash(addon),
    answers: Object.fromEntries(asked),
    insertions: insertionsOf(addon, { ...choice, answers }),
  }
}

/** The hash of what an add-on consists of, whatever the project. */
export function contentHash({ files, options, insertions, layers }: Addon): string {
  const written: TreeFile = { content: JSON.stringify(insertions) }
  const ofLayers = layers.flatMap((layer) => within(`layers/${layer.id}`, contentOf(layer)))
  return hashTree(new Map([...contentOf({ files, options }), ...ofLayers, ['insertions', written]]))
}

function contentOf({ files, options }: Pick<Blueprint, 'files' | 'options'>): Content {
  const ofOption = (option: Blueprint) => within(`options/${option.id}`, contentOf(option))
  return [...files, ...options.flatMap(ofOption)]
}

type Content = readonly (readonly [string, TreeFile])[]

function within(folder: string, files: Content): Content {
  return [...files].map(([path, file]) => [`${folder}/${path}`, file] as const)
}

function insertionsOf(addon: Addon, choice: AddonChoice): readonly Insertion[] {
  const placeholders = placeholdersOf({ ...choice, place: addon.place })
  const isWanted = (insertion: AddedInsertion) => {
    return conditionsOf(insertion).every((one) => isChosen(one, choice.answers))
  }
  return addon.insertions.filter(isWanted).map(({ when: _, each: __, file, ...rest }) => {
    const path = pathIn(folderOf(addon), renderText(file, placeholders))
    assertPlaceable([path])
    if (isRecord(path)) throw errors.templateInvalid(addon.id, `${path} belongs to create-app.`)
    const texts = Object.entries(rest).map(([key, value]) => [key, filled(value, placeholders)])
    // The reader of add-ons has checked the keys of each anchor.
    return { file: path, ...Object.fromEntries(texts) } as Insertion
  })
}

function filled(value: unknown, placeholders: Placeholders): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, placeholders))
  return typeof value === 'string' ? renderText(value, placeholders) : value
}
