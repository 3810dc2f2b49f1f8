import type { Browser, CDPSession, Page } from '@playwright/test'

/** Lighthouse's mobile profile as the network throttles it: 150 ms there and back, 1.6 Mbit/s, a CPU a quarter as fast. */
export async function throttle(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1_638.4 * 1024) / 8,
    uploadThroughput: (768 * 1024) / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

/** Milliseconds that the main thread was held by single tasks, the longest first. */
export interface Tasks {
  longest: number
  over50: number
  count: number
}

interface TraceEvent {
  name: string
  ph: string
  dur?: number
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
    .map(({ dur = 0 }) => dur / 1000)
  return {
    longest: Math.max(0, ...tasks),
    over50: tasks.filter((ms) => ms > 50).length,
    count: tasks.length,
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const ms = (value: number): string => `${Math.round(value).toLocaleString('en')} ms`

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
