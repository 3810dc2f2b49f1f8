import { Commands } from './commands'
import { START_LIMIT_MS, withDesk } from './other-desk'
import { test as base } from './test'

/** Journeys through a desk that asks people to sign in. They always start it: it needs accounts with known passwords. */
export const SETTINGS = { DESK_OPEN: 'false', SECRET_KEY: 'for-journeys-only-and-nothing-else-at-all' }

/** Of every account here; long enough for the rules. */
export const PASSWORD = 'correct horse battery staple'

type Role = 'agent' | 'read-only' | 'administrator'

/** What the command line can do about accounts. */
export class Accounts {
  constructor(private readonly commands: Commands) {}

  /** Returns the user name. */
  async create(name: string, role: Role, fullName = ''): Promise<string> {
    await this.commands.run(
      ['create_agent', name, '--role', role, '--full-name', fullName, '--password-stdin'],
      `${PASSWORD}\n`,
    )
    return name
  }

  /** An account without a password, and the code behind the # of its one-time link. */
  async createWithLink(name: string): Promise<string> {
    const said = await this.commands.run(['create_agent', name, '--link'])
    return said.split('#').at(-1)?.trim() ?? ''
  }
}

export const test = base.extend<{ accounts: Accounts }, { commands: Commands }>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
    async ({}, provide) => {
      await withDesk(SETTINGS, provide)
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
  commands: [
    async ({ desk }, provide) => {
      const commands = new Commands(desk.databaseUrl, SETTINGS)
      await provide(commands)
      await commands.end()
    },
    { scope: 'worker' },
  ],
  accounts: async ({ commands }, provide) => {
    await provide(new Accounts(commands))
  },
})

export { expect } from './test'
