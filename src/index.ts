import { fileURLToPath } from 'node:url'
import type { Catalog } from './blueprints/catalog.ts'

declare const VERSION: string

/** The templates that come with this package. */
export const builtIn: Catalog = {
  dir: fileURLToPath(new URL('../templates', import.meta.url)),
  version: VERSION,
}

export { apply } from './apply/apply.ts'
export { type Catalog, type Listed, listTemplates, loadBlueprints } from './blueprints/catalog.ts'
export type { Fetching } from './blueprints/fetch.ts'
export { AppError, Cancelled } from './errors.ts'
export type { Blueprint, Manifest } from './plan/blueprint.ts'
export type { ApplyEvent, TaskResult } from './plan/event.ts'
export type { Facts } from './plan/facts.ts'
export { type Names, namesOf } from './plan/names.ts'
export type { Outcome } from './plan/outcome.ts'
export { type Plan, type PlanInput, planProject } from './plan/plan.ts'
export type { Answers, Question } from './plan/question.ts'
export type { ProjectRecord } from './plan/record.ts'
export type { Target } from './plan/target.ts'
export type { Change, FileMode, Tree, TreeFile } from './plan/tree.ts'
export { probe } from './project/probe.ts'
export { readTarget } from './project/target.ts'
export type { PackageManager } from './tasks/install.ts'
export type { Command, Task } from './tasks/task.ts'
