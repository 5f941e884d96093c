import type { IO } from '../io.ts'

/**
 * What a command of the new project inherits: the person's environment without what speaks of
 * another project. `npm create` and `npm start` set `npm_package_*` and turn every flag they saw
 * into `npm_config_*`: with npm_config_dry_run a child's install would do nothing and say so to
 * nobody, with npm_config_global it would install into the machine. Under NODE_ENV=production or
 * npm_config_omit it would leave the development dependencies out. A test runner that finds another
 * one's variables reports to that one, and a failure looks like a success.
 */
export function childEnvironment(env: IO['env'], scrub: readonly string[]): IO['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !ofAnotherProject.test(name) && !scrub.includes(name)),
  )
}

const swallowed = 'template|name|pm|set|answers|install|git|verify|yes|dry_run|json|quiet|cwd'
const elsewhere = 'global|location|prefix|local_prefix|global_prefix|workspace.*'
const notAll = 'omit|only|production|save|package_lock|package_lock_only|usage'
const ofNpm = `${swallowed}|${elsewhere}|${notAll}|call|package|user_agent`
const ofAnotherProject = new RegExp(
  `^(?:NODE_ENV|NODE_TEST_CONTEXT|NODE_V8_COVERAGE|VITEST.*|JEST_WORKER_ID|INIT_CWD|npm_command|npm_execpath|npm_package_.*|npm_lifecycle_.*|npm_config_(?:${ofNpm}))$`,
  'i',
)
