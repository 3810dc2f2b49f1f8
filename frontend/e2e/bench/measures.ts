import type { Browser, CDPSession, Page } from '@playwright/test'

/** There and back. */
const LATENCY_MS = 150
const DOWN_BYTES_PER_S = (1_638.4 * 1024) / 8

/** Lighthouse's mobile profile as the network throttles it: 150 ms there and back, 1.6 Mbit/s, a CPU a quarter as fast. */
export async function throttle(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: DOWN_BYTES_PER_S,
    uploadThroughput: (768 * 1024) / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

/** The least that these bytes can take on that network: the document, what it names, and all of it over the line. */
export const floorMs = (bytes: number): number => 2 * LATENCY_MS + (bytes / DOWN_BYTES_PER_S) * 1000

/**
 * Single tasks of the main thread in milliseconds of its CPU: on a shared machine the clock also counts what others did
 * meanwhile. `longestByClock` has that in it.
 */
export interface Tasks {
  longest: number
  longestByClock: number
  over50: number
  count: number
  /** All of them together. */
  total: number
}

interface TraceEvent {
  name: string
  ph: string
  dur?: number
  /** Microseconds of the thread's CPU. */
  tdur?: number
  pid: number
  tid: number
  args?: { name?: string }
}

/** Tasks of the page's main thread while `work` goes on, from Chromium's own trace. */
export async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<Tasks> {
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', 'toplevel', 'devtools.timeline'],
  })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  )
  const tasks = traceEvents
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && main.has(`${pid}/${tid}`))
    .map(({ dur = 0, tdur = dur }) => ({ clock: dur / 1000, cpu: tdur / 1000 }))
  const longest = (by: 'clock' | 'cpu') => tasks.reduce((most, task) => Math.max(most, task[by]), 0)
  return {
    longest: longest('cpu'),
    longestByClock: longest('clock'),
    over50: tasks.filter(({ cpu }) => cpu > 50).length,
    count: tasks.length,
    total: tasks.reduce((sum, { cpu }) => sum + cpu, 0),
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const ms = (value: number): string => `${Math.round(value).toLocaleString('en')} ms`

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
