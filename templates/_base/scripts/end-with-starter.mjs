/** For `node --import`: a server in development ends with what started it. */
import { isMainThread } from 'node:worker_threads';
import { endWithStarter } from './starter.mjs';

if (isMainThread) await endWithStarter();
