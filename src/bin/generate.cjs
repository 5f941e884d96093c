#!/usr/bin/env node
// `generate` of a project that has the package: the same as `create-app generate`. In ES5, as create-app.cjs.
process.argv.splice(2, 0, 'generate')
require('./create-app.cjs')
