#!/usr/bin/env node
// Written in ES5: an old version of Node can parse it and print a clear error instead of a syntax error.
// The build sets ENGINES, VERSION and HELP.
var node = process.versions.node.split('.')
var major = Number(node[0])
var minor = Number(node[1])
var isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24

var answers = {
  '--version': VERSION,
  '-v': VERSION,
  '--help': HELP,
  '-h': HELP,
  help: HELP,
}
var answer = process.argv.length === 3 ? answers[process.argv[2]] : undefined

if (!isSupported) {
  console.error(
    'create-app needs Node %s, and this is %s: install a newer one from https://nodejs.org and run it again.',
    ENGINES,
    process.versions.node,
  )
  process.exitCode = 5
} else if (typeof answer === 'string' && isPlainOutput()) {
  print(Buffer.from(answer))
} else {
  require('./load.cjs')
}

/** On a terminal the program answers, in colour; and in a checkout, whose templates may have changed. */
function isPlainOutput() {
  var fs = require('node:fs')
  var templates = require('node:path').join(__dirname, '../templates')
  if (process.env.FORCE_COLOR !== undefined || process.platform === 'win32') return false
  return !fs.fstatSync(1).isCharacterDevice() && !fs.existsSync(templates)
}

/** Writes without `process.stdout`, which takes longer to load than all of this file. */
function print(bytes) {
  var fs = require('node:fs')
  var written = 0
  try {
    while (written < bytes.length) written += fs.writeSync(1, bytes, written)
  } catch (_) {
    // The stream waits for a slow reader. A closed pipe is no failure; a full disk is.
    process.stdout.on('error', function fail(error) {
      if (error.code !== 'EPIPE') process.exitCode = 8
    })
    process.stdout.write(bytes.slice(written))
  }
}
