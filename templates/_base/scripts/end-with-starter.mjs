/** For `node --import`: ends a development server when the process that started it is gone. */
import { isMainThread } from 'node:worker_threads';
import { endWithStarter } from './starter.mjs';

if (isMainThread) await endWithStarter();
