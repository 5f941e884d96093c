#!/usr/bin/env node
// ES5, so that an old Node can read it and say what is wrong instead of a syntax error.
var engines = '{{ENGINES}}'
var version = process.versions.node.split('.')
var major = Number(version[0])
var minor = Number(version[1])
var supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24

if (supported) {
  require('./base.cjs')('./start.cjs')
} else {
  console.error(
    'create-app needs Node %s, and this is %s: install a newer one from https://nodejs.org and run it again.',
    engines,
    process.versions.node,
  )
  process.exitCode = 5
}
