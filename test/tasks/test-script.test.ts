import { expect, it } from 'vitest'
import { testScriptProblem } from '../../src/tasks/test-script.ts'

it.each([
  ['echo "Error: no test specified" && exit 1', 'is the one that npm init writes'],
  ["echo 'Error: no test specified' && exit 1", 'is the one that npm init writes'],
  ['echo \\"Error: no test specified\\" && exit 1', 'is the one that npm init writes'],
  ['jest --watch', 'watches for changes'],
  ['jest --watchAll', 'watches for changes'],
  ['npm run build && vitest --watch=true', 'watches for changes'],
  ['vitest watch', 'watches for changes'],
  ['vitest dev --coverage', 'watches for changes'],
  ['cross-env NODE_ENV=test nodemon --exec mocha', 'watches for changes'],
  ['node --test --watch', 'watches for changes'],
  ['vitest', undefined],
  ['vitest run', undefined],
  ['vitest --watch=false', undefined],
  ['jest --watchAll=false', undefined],
  ['jest -w 2', undefined],
  ['react-scripts test', undefined],
  ['node --test', undefined],
  ['echo ok', undefined],
])('%s: %s', (script, problem) => {
  expect(testScriptProblem(script)).toBe(problem)
})
