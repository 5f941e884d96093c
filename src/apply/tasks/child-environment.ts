import type { IO } from '../../io.ts'

/**
 * The environment of a project's commands: the person's, because the person will type the same commands,
 * without the variables of another project. `npm create` and `npm start` set `npm_package_*` and turn every
 * flag they saw into `npm_config_*`: with npm_config_dry_run an install would do nothing, with
 * npm_config_global it would install for the whole machine. A test runner that finds the variables of
 * another test runner reports to it, and a failure looks like a success.
 */
export function childEnvironment(env: IO['env'], scrub: readonly string[]): IO['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !ofAnotherProject.test(name) && !scrub.includes(name)),
  )
}

const swallowed = 'template|name|pm|set|answers|install|git|verify|yes|dry_run|json|quiet|cwd'
const elsewhere = 'global|location|prefix|local_prefix|global_prefix|workspace.*'
const notAll = 'package_lock_only|usage'
const ofNpm = `${swallowed}|${elsewhere}|${notAll}|call|package|user_agent`
const ofAnotherProject = new RegExp(
  `^(?:NODE_TEST_CONTEXT|NODE_V8_COVERAGE|VITEST.*|JEST_WORKER_ID|INIT_CWD|npm_command|npm_execpath|npm_package_.*|npm_lifecycle_.*|npm_config_(?:${ofNpm}))$`,
  'i',
)
