import { test } from 'node:test'

test('takes a moment', () => import('./stubborn.js'))
