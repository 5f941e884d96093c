// Takes a moment, with a child that ignores all signals except SIGKILL. In the script that KILLED_IN names, it first
// kills its parent: npm.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const { KILLED_IN, STARTED_BY, npm_lifecycle_event: script } = process.env
const ignoresSignals =
  "for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {}); setInterval(() => {}, 1000)"
const child = spawn(process.execPath, ['-e', ignoresSignals], { stdio: 'ignore' })
if (script === KILLED_IN) process.kill(Number(STARTED_BY), 'SIGKILL')
else setTimeout(() => child.kill('SIGKILL'), 300)
await once(child, 'exit')
