import type { Session } from '@/api/types'

/** Whose things these are that a browser keeps; nobody signed in is somebody of their own. */
export const ANYBODY = 'anybody'

export function accountOf({ user }: Session): string {
  return user ? String(user.id) : ANYBODY
}
