/**
 * Removes the variables that PostgreSQL's programs and clients read, such as PGSSLMODE, PGOPTIONS and PGPASSFILE.
 * Variables of other programs have an underscore: PG_POOL_SIZE.
 * @param {NodeJS.ProcessEnv} env
 */
export function removeServerVariables(env) {
  for (const name of Object.keys(env)) {
    if (/^PG([A-Z]+|CONNECT_TIMEOUT)$/.test(name)) delete env[name];
  }
}
