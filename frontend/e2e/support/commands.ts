import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const BACKEND = resolve(import.meta.dirname, '../../../backend')

interface Answer {
  said?: string
  refused?: string
}

/** `manage.py` on a desk's database: one process for all its commands, as starting one takes longer than they do. */
export class Commands {
  private readonly process: ChildProcess
  private readonly answers: AsyncIterator<string>

  constructor(databaseUrl: string, settings: Record<string, string>) {
    const environment = { DJANGO_SETTINGS_MODULE: 'config.settings.development', DATABASE_URL: databaseUrl }
    this.process = spawn('.venv/bin/python', ['-m', 'devtools.commanding'], {
      cwd: BACKEND,
      env: { ...process.env, ...settings, ...environment },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const { stdout } = this.process
    if (!stdout) throw new Error('The process of the commands has no output to read.')
    this.answers = createInterface(stdout)[Symbol.asyncIterator]()
  }

  /** What the command says. Throws what it refuses. */
  async run(command: string[], reads = ''): Promise<string> {
    this.process.stdin?.write(`${JSON.stringify({ command, reads })}\n`)
    const { value, done } = await this.answers.next()
    if (done) throw new Error(`${command[0]} ended the process of the commands.`)
    const { said, refused }: Answer = JSON.parse(value)
    if (said === undefined) throw new Error(refused)
    return said
  }

  async end(): Promise<void> {
    const ended = once(this.process, 'exit')
    this.process.stdin?.end()
    await ended
  }
}
