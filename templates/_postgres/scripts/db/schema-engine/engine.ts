import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ErrorRegistry } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { connectionsTo } from './connections.ts';
import { checkVersion, enginePath } from './version.ts';

export type {
  MigrationList,
  SchemaEngine,
  SchemasContainer,
} from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Node has it, but TypeScript has its types only in `lib.dom`. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

/**
 * Runs Prisma's schema engine on a database. The Prisma CLI downloads this engine as a program; here it is compiled to
 * WebAssembly and comes from npm. It leaves a timer running: a script must end with `process.exit`.
 */
export async function withSchemaEngine<Result>(
  url: string,
  use: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  checkVersion();
  const { SchemaEngine } = await loadEngine();
  const { factory, close } = connectionsTo(url);
  try {
    return await use(await SchemaEngine.new({ datamodels: undefined }, () => {}, factory));
  } catch (error) {
    throw explain(error, factory.errorRegistry);
  } finally {
    await close();
  }
}

let loaded: ReturnType<typeof instantiate> | undefined;

/** One instance serves the whole process: a second one breaks the first. */
function loadEngine() {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(join(dirname(enginePath()), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/** Finds the JavaScript error, which the engine reports as a number, and removes the trace from its own errors. */
function explain(error: unknown, registry: ErrorRegistry): unknown {
  if (!(error instanceof Error)) return error;
  const [, id] = /External error id#(\d+)/.exec(error.message) ?? [];
  const original = id ? registry.consumeError(Number(id))?.error : undefined;
  if (original) return original;
  const [message, trace] = error.message.split(/\n {3}0: /);
  return trace ? new Error(message, { cause: error }) : error;
}
