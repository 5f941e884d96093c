/**
 * Removes the variables that PostgreSQL's programs and clients read: PGSSLMODE, PGOPTIONS, PGPASSFILE and the like.
 * @param {NodeJS.ProcessEnv} env
 */
export function removeServerVariables(env) {
  for (const name of Object.keys(env)) if (name.startsWith('PG')) delete env[name];
}
