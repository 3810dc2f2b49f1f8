import type { Token } from '@/api/types'

export type Scope = Token['scope']

export const SCOPES = ['read', 'write', 'admin'] as const satisfies readonly Scope[]

export const SCOPE_WORDS: Record<Scope, string> = {
  read: 'Read: changes nothing',
  write: 'Write: what an agent does',
  admin: 'Admin: all you may do, tokens too',
}

/** Days that a token may hold; the API takes up to 366. */
export const LIFETIMES = [7, 30, 90, 366] as const

export type TokenState = 'valid' | 'revoked' | 'expired'

export function tokenState({ revoked_at, expires_at }: Token, now: number): TokenState {
  if (revoked_at) return 'revoked'
  return Date.parse(expires_at) <= now ? 'expired' : 'valid'
}

/** "in 30 days", "in 5 hours": how long a token still works. */
export function timeLeft(expires_at: string, now: number): string {
  const hours = Math.max(0, (Date.parse(expires_at) - now) / 3_600_000)
  if (hours < 1) return 'within the hour'
  return hours < 48 ? `in ${Math.floor(hours)} h` : `in ${Math.floor(hours / 24)} days`
}
