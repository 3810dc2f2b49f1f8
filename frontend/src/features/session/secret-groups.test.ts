import { expect, it } from 'vitest'
import { groups } from './secret-groups'

it.each([
  ['JBSWY3DPEH', 'JBSW Y3DP EH'],
  ['', ''],
])('the key "%s" is read as "%s"', (secret, read) => {
  expect(groups(secret)).toBe(read)
})
