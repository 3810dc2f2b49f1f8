import type { Session } from '@/api/types'

/**
 * What the visitor may do: `anybody` writes tickets and nothing else, because nobody is signed in; `stranger` has an
 * account without a role; `unready` has to set up a second factor first; `reader` reads what agents read; `agent` works
 * the tickets.
 */
export type Access = 'anybody' | 'stranger' | 'unready' | 'reader' | 'agent'

const ACCESS: Record<string, Access> = { read_only: 'reader', agent: 'agent', administrator: 'agent' }

const ROLE_NAME: Record<string, string> = {
  read_only: 'Read-only',
  agent: 'Agent',
  administrator: 'Administrator',
}

/** Why nothing can be changed, for whoever looks for the button. */
export const READ_ONLY_REASON = 'Your account may read everything and change nothing.'

/** As long as it is not known who this is, nothing is hidden: the server decides anyway. */
export function accessOf(session: Session | undefined): Access {
  if (session?.second_factor_required) return 'unready'
  if (!session || session.open) return 'agent'
  if (!session.user) return 'anybody'
  return ACCESS[session.user.role ?? ''] ?? 'stranger'
}

export function roleName(role: string | null): string {
  return ROLE_NAME[role ?? ''] ?? 'No role yet'
}
