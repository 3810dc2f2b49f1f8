import { expect, it } from 'vitest'
import { initials } from './initials'

it.each([
  ['Grace Hopper', 'GH'],
  ['grace', 'G'],
  ['Ada King of Lovelace', 'AL'],
  ['  ', ''],
  ['𝒜da 𝓛', '𝒜𝓛'],
])('the initials of "%s" are "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
