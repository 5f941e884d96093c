const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a database is on this machine. */
export function isLocal(databaseUrl: string): boolean {
  return LOCAL_HOSTS.includes(new URL(databaseUrl).hostname);
}
