import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { requests, resetDesk, server, settled } from './server'

// What jsdom lacks and the libraries ask for. Nothing is laid out here, so an observer has nothing to report.
class IdleResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= IdleResizeObserver
Element.prototype.scrollIntoView ??= () => {}
Element.prototype.hasPointerCapture ??= () => false
window.scrollTo = () => {}
// Rows of a virtual list need a height, or all of them are in view.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 80 })

// Whether an element is hidden costs jsdom a walk over all styles for every candidate; the browser tests look at that.
// How long a query waits is generous too, and still shorter than a page waits before it asks by itself (15 s and more).
configure({ defaultHidden: true, asyncUtilTimeout: 12_000 })

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))

afterEach(async () => {
  cleanup()
  vi.useRealTimers()
  // What a page says when it is left belongs to the test that left it.
  await settled()
  resetDesk()
  requests.length = 0
  localStorage.clear()
  sessionStorage.clear()
})

afterAll(() => server.close())
