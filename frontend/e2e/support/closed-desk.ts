import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { type Desk, START_LIMIT_MS, withDesk } from './other-desk'
import { test as base } from './test'

/** Journeys through a desk that asks people to sign in. They always start it: it needs accounts with known passwords. */
export const SETTINGS = { DESK_OPEN: 'false', SECRET_KEY: 'for-journeys-only-and-nothing-else-at-all' }
const BACKEND = resolve(import.meta.dirname, '../../../backend')

/** Of every account here; long enough for the rules. */
export const PASSWORD = 'correct horse battery staple'

type Role = 'agent' | 'read-only' | 'administrator'

/** What the command line can do about accounts. */
export class Accounts {
  constructor(private readonly desk: Desk) {}

  /** Returns the user name. */
  create(name: string, role: Role, fullName = ''): string {
    this.manage(
      ['create_agent', name, '--role', role, '--full-name', fullName, '--password-stdin'],
      `${PASSWORD}\n`,
    )
    return name
  }

  /** An account without a password, and the code behind the # of its one-time link. */
  createWithLink(name: string): string {
    const said = this.manage(['create_agent', name, '--link'])
    return said.split('#').at(-1)?.trim() ?? ''
  }

  private manage(command: string[], input = ''): string {
    return execFileSync('.venv/bin/python', ['manage.py', ...command], {
      cwd: BACKEND,
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        ...process.env,
        ...SETTINGS,
        DJANGO_SETTINGS_MODULE: 'config.settings.development',
        DATABASE_URL: this.desk.databaseUrl,
      },
    })
  }
}

export const test = base.extend<{ accounts: Accounts }, { closedDesk: Desk }>({
  closedDesk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      await withDesk(SETTINGS, provide)
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
  accounts: async ({ closedDesk }, provide) => {
    await provide(new Accounts(closedDesk))
  },
  baseURL: async ({ closedDesk }, provide) => {
    await provide(closedDesk.url)
  },
})

export { expect } from './test'
