import { describe, expect, it } from 'vitest'
import { duration, relativeTime, roughDuration, shortDuration } from './time'

const NOW = Date.parse('2026-03-10T12:00:00Z')
const ago = (milliseconds: number) => relativeTime(new Date(NOW - milliseconds).toISOString(), NOW)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('relativeTime', () => {
  it.each([
    [-5 * MINUTE, 'now'],
    [44_000, 'now'],
    [45_000, '1m ago'],
    [59 * MINUTE, '59m ago'],
    [HOUR, '1h ago'],
    [23.9 * HOUR, '23h ago'],
    [DAY, '1d ago'],
    [6.9 * DAY, '6d ago'],
    [8 * DAY, 'Mar 2'],
    [100 * DAY, 'Nov 30, 2025'],
  ])('%i milliseconds ago is "%s"', (age, words) => {
    expect(ago(age)).toBe(words)
  })
})

describe('duration', () => {
  it.each([
    [0, '1 min'],
    [0.5, '30 min'],
    [5.25, '5.3 h'],
    [38.2, '38 h'],
    [72, '3 days'],
    [300, '13 days'],
  ])('%d hours are "%s"', (hours, words) => {
    expect(duration(hours)).toBe(words)
  })
})

describe('shortDuration', () => {
  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [4230, '1 h 11 min'],
  ])('%d seconds are "%s"', (seconds, words) => {
    expect(shortDuration(seconds)).toBe(words)
  })
})

describe('roughDuration', () => {
  it.each([
    [0, '1 s'],
    [42, '42 s'],
    [745, '12 min'],
    [5400, '1.5 h'],
  ])('%d seconds are about "%s"', (seconds, words) => {
    expect(roughDuration(seconds)).toBe(words)
  })
})
