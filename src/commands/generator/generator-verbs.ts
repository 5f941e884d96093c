// Loaded together: they share most of their code, and fewer files make a smaller package.
export { init } from './generator-init.ts'
export { lint } from './generator-lint.ts'
export { test } from './generator-test.ts'
