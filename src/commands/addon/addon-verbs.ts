// Loaded together: they share most of their code, and fewer files make a smaller package.
export { init } from './addon-init.ts'
export { lint } from './addon-lint.ts'
export { test } from './addon-test.ts'
