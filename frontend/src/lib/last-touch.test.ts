import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nobodyThere, watchForPerson } from './last-touch'

const target = new EventTarget()
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  stop = watchForPerson(target)
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('a person', () => {
  it('is taken to be away after a minute without a sign', () => {
    vi.advanceTimersByTime(59_999)
    expect(nobodyThere()).toBe(false)
    vi.advanceTimersByTime(1)
    expect(nobodyThere()).toBe(true)
  })

  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])('is back at a %s', (sign) => {
    vi.advanceTimersByTime(90_000)
    target.dispatchEvent(new Event(sign))
    expect(nobodyThere()).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(nobodyThere()).toBe(true)
  })

  it('is no longer watched for when the page is done with it', () => {
    stop()
    vi.advanceTimersByTime(90_000)
    target.dispatchEvent(new Event('keydown'))
    expect(nobodyThere()).toBe(true)
  })
})
