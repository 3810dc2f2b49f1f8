import type { Session, SessionUser, Token } from '@/api/types'
import { NOW } from './data'

export const PASSWORD = 'correct horse battery'
export const CODE = '123456'
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

export function makeUser(fields: Partial<SessionUser> = {}): SessionUser {
  return { id: 1, name: 'Grace Hopper', username: 'grace', role: 'agent', ...fields }
}

export function makeToken(fields: Partial<Token> & { id: number }): Token {
  const day = 24 * 60 * 60_000
  return {
    name: `script ${fields.id}`,
    prefix: 'desk_abcd',
    scope: 'read',
    created_at: new Date(NOW - day).toISOString(),
    expires_at: new Date(Date.now() + 30 * day).toISOString(),
    last_used_at: null,
    revoked_at: null,
    ...fields,
  }
}

/** Who may sign in at the mock desk, and who has. Open and without anybody, unless a test says otherwise. */
export class Accounts {
  session: Session = { open: true, user: null, second_factor_required: false }
  /** By user name; the password is the same for all. */
  readonly users = new Map<string, SessionUser>([['grace', makeUser()]])
  password = PASSWORD
  secondFactor = { enabled: false, recovery_codes_left: 0 }
  /** Whether every account must have a second factor. */
  secondFactorDemanded = false
  tokens: Token[] = []

  /** Who signs in finds the desk open, or the set-up of a second factor before it. */
  enter(user: SessionUser): Session {
    const second_factor_required = this.secondFactorDemanded && !this.secondFactor.enabled
    this.session = { ...this.session, user, second_factor_required }
    return this.session
  }

  /** A desk that asks everybody to sign in; `user` has done so. */
  close(user: SessionUser | null = null): void {
    this.session = { open: false, user, second_factor_required: false }
  }
}
