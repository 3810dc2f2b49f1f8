// Starts the desk for the journeys and ends it with them, however they end: Playwright stops what it started when it
// finishes or is interrupted, but not when it is terminated or killed.
import { spawn } from 'node:child_process'

const LOOK_MS = 1_000
const parent = process.ppid

const desk = spawn(
  '.venv/bin/python',
  ['-m', 'devtools.run', '--port', '0', '--database', 'fresh', '--announce'],
  { cwd: new URL('../../../backend', import.meta.url), stdio: ['ignore', 'pipe', 'inherit'] },
)
desk.stdout.pipe(process.stdout)
// Nobody reads any more; the desk must still be able to say that it stops.
process.stdout.on('error', () => desk.stdout.resume())

// They reach the whole process group, so the desk has them too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  desk.kill('SIGTERM')
}, LOOK_MS)

desk.on('error', ({ message }) => {
  process.stderr.write(`${message}\nIs the backend installed? make setup does it.\n`)
  process.exit(1)
})
desk.on('exit', (code) => process.exit(code ?? 1))
