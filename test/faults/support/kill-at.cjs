// Loaded before the program under test (NODE_OPTIONS): kills it at the given change of the file system below a folder, before
// or after that change. Without a number, it writes how many such moments there were.
const fs = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')

const { KILL_BELOW: below = '', KILL_AT: at, KILL_COUNT: file } = process.env
const names = [
  ...[
    'rename',
    'link',
    'unlink',
    'mkdir',
    'mkdtemp',
    'rmdir',
    'rm',
    'writeFile',
    'copyFile',
    'chmod',
  ],
]
let count = 0

function moment(path) {
  if (!String(path).startsWith(below)) return
  if (`${count}` === at) process.kill(process.pid, 'SIGKILL')
  count += 1
}

function watched(name) {
  const [plain, sync, promised] = [fs[name], fs[`${name}Sync`], fs.promises[name]]
  fs[name] = (path, ...rest) => {
    moment(path)
    const callback = rest.pop()
    return plain(path, ...rest, (...results) => {
      moment(path)
      callback(...results)
    })
  }
  fs[`${name}Sync`] = (path, ...rest) => {
    moment(path)
    const result = sync(path, ...rest)
    moment(path)
    return result
  }
  fs.promises[name] = async (path, ...rest) => {
    moment(path)
    const result = await promised(path, ...rest)
    moment(path)
    return result
  }
}

if (process.argv[1]?.endsWith('create-app.cjs')) {
  for (const name of names) watched(name)
  syncBuiltinESMExports()
  if (file) process.on('exit', () => fs.writeFileSync(file, `${count}`))
}
