import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test as base } from './test'

/**
 * Journeys through a desk with a language model: the fake one, which does what a text tells it to. They start it
 * beside the other journeys' desk, whose suggestions come from keywords. A desk that is given by DESK_URL has to have
 * the fake model itself.
 */
const ENVIRONMENT = {
  LLM_PROVIDER: 'fake',
  // What a journey lets fail must not close the model for the next one.
  LLM_BREAKER_FAILURES: '1000',
  WORKER_METRICS_BIND: '127.0.0.1:0',
}
const START_LIMIT_MS = 90_000

export const test = base.extend<object, { modelDesk: string }>({
  modelDesk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      const { DESK_URL: url, ...environment } = process.env
      // Given by hand, and not by the stack that Playwright started for the other journeys.
      if (url && !environment.DESK_DATABASE_URL) return provide(url)
      const desk = spawn(process.execPath, ['e2e/support/stack.mjs'], {
        env: { ...environment, ...ENVIRONMENT },
        stdio: ['ignore', 'pipe', 'ignore'],
        // A process group of its own: what ends a desk is told to the whole group.
        detached: true,
      })
      const ended = once(desk, 'exit')
      await provide(await announced(desk))
      if (desk.pid) process.kill(-desk.pid, 'SIGTERM')
      await ended
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
  baseURL: async ({ modelDesk }, provide) => {
    await provide(modelDesk)
  },
})

/** Goes on reading after the announcement, or the desk would stand still when the pipe is full. */
function announced(desk: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    desk.on('exit', (code) => reject(new Error(`The desk with a model ended with ${code} before it was up.`)))
    if (!desk.stdout) throw new Error('The desk has no output to read.')
    createInterface(desk.stdout).on('line', (line) => {
      const [, url] = /DESK_READY \{"url": "([^"]+)"/.exec(line) ?? []
      if (url) resolve(url)
    })
  })
}

export { expect } from './test'
