// Loaded together: they share most of their code, and fewer files make a smaller package.
export { dev } from './template-dev.ts'
export { init } from './template-init.ts'
export { lint } from './template-lint.ts'
export { preview } from './template-preview.ts'
export { test } from './template-test.ts'
