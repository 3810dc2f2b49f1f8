import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Milliseconds that a desk may take to start. */
export const START_LIMIT_MS = 180_000

const SHOWN = process.env.DEBUG === 'desk'
/** Lines that are told of a desk that does not come up. */
const LAST_WORDS = 20

export interface Desk {
  url: string
  databaseUrl: string
}

/**
 * A desk with these settings, on a free port, with a database of its own that is thrown away at the end; it lasts as
 * long as `use` does. `DEBUG=desk` shows what it says.
 */
export async function withDesk(
  settings: Record<string, string>,
  use: (desk: Desk) => Promise<void>,
): Promise<void> {
  // Not a desk that is there already: DESK_URL would have that one announced.
  const { DESK_URL: _, ...environment } = process.env
  const desk = spawn(process.execPath, ['e2e/support/stack.mjs'], {
    env: { ...environment, WORKER_METRICS_BIND: '127.0.0.1:0', ...settings },
    stdio: ['ignore', 'pipe', SHOWN ? 'inherit' : 'ignore'],
    // A process group of its own: what ends a desk is told to the whole group.
    detached: true,
  })
  const ended = once(desk, 'exit')
  await use(await announced(desk))
  if (desk.pid) process.kill(-desk.pid, 'SIGTERM')
  await ended
}

/** Goes on reading after the announcement, or the desk would stand still when the pipe is full. */
function announced(desk: ChildProcess): Promise<Desk> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    desk.on('close', (code) => {
      reject(
        new Error(`The desk ended with ${code} before it was up:\n${said.slice(-LAST_WORDS).join('\n')}`),
      )
    })
    if (!desk.stdout) throw new Error('The desk has no output to read.')
    createInterface(desk.stdout).on('line', (line) => {
      if (SHOWN) process.stdout.write(`${line}\n`)
      said.push(line)
      const [, url, databaseUrl] = /DESK_READY \{"url": "([^"]+)", "database_url": "([^"]+)"/.exec(line) ?? []
      if (url && databaseUrl) resolve({ url, databaseUrl })
    })
  })
}
