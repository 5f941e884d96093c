import { randomUUID } from 'node:crypto';
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

const ADAPTER = { provider: 'postgres', adapterName: '@prisma/adapter-pg' } as const;

/**
 * The parts of a driver adapter that the schema engine needs. PrismaPg does not work here: it cannot read `"char"`, a
 * type of PostgreSQL's catalogue, and uses the database itself as the shadow database.
 */
export function connectionsTo(url: string) {
  const clients = new Set<pg.Client>();

  async function connect(connectionString: string) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    clients.add(client);
    return client;
  }

  /** Creates the temporary database in which the engine tests the migrations. */
  async function connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const [main = await connect(url)] = clients;
    await main.query(`CREATE DATABASE "${name}"`);
    const shadowUrl = new URL(url);
    shadowUrl.pathname = `/${name}`;
    const shadow = await connect(shadowUrl.href);
    return adapterOf(shadow, async () => {
      clients.delete(shadow);
      await shadow.end();
      await main.query(`DROP DATABASE "${name}"`);
    });
  }

  const factory = bindMigrationAwareSqlAdapterFactory({
    ...ADAPTER,
    connect: async () => adapterOf(await connect(url)),
    connectToShadowDb,
  });
  return { factory, close: () => Promise.all([...clients].map((client) => client.end())) };
}

function adapterOf(client: pg.Client, dispose = async () => {}): SqlDriverAdapter {
  const query = ({ sql, args }: SqlQuery) =>
    client
      .query<unknown[]>({ text: sql, values: args, rowMode: 'array', types: VALUES })
      .catch(fail);
  return {
    ...ADAPTER,
    async queryRaw(sql) {
      const { fields, rows } = await query(sql);
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => TYPES[dataTypeID] ?? ColumnTypeEnum.Text),
        rows,
      };
    },
    executeRaw: async (sql) => (await query(sql)).rowCount ?? 0,
    async executeScript(script) {
      await client.query(script).catch(fail);
    },
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    startTransaction: () => Promise.reject(new Error('The schema engine starts no transaction.')),
    dispose,
  };
}

/** Passes PostgreSQL's errors on with their codes, which the engine needs. */
function fail(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { code = '', severity = '', message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}

const { BOOL, CHAR, INT2, INT4, INT8, OID, TIMESTAMPTZ } = pg.types.builtins;
const CHAR_ARRAY = 1002;
const TEXT_ARRAY = 1009;

/** The types that the engine reads from the catalogue and from the table of migrations. All others are text. */
const TYPES: Readonly<Record<number, ColumnType>> = {
  [BOOL]: ColumnTypeEnum.Boolean,
  [CHAR]: ColumnTypeEnum.Character,
  [INT2]: ColumnTypeEnum.Int32,
  [INT4]: ColumnTypeEnum.Int32,
  [INT8]: ColumnTypeEnum.Int64,
  [OID]: ColumnTypeEnum.Int64,
  [TIMESTAMPTZ]: ColumnTypeEnum.DateTime,
  [CHAR_ARRAY]: ColumnTypeEnum.CharacterArray,
  [TEXT_ARRAY]: ColumnTypeEnum.TextArray,
};

/** Returns times, and numbers that may be too large for JavaScript, as text. */
const VALUES: pg.CustomTypesConfig = {
  getTypeParser(type, format) {
    if (type === INT8 || type === OID) return (value: string) => value;
    if (type === TIMESTAMPTZ) return (value: string) => new Date(value).toISOString();
    return pg.types.getTypeParser(type, format);
  },
};
