import type { ChoiceField } from './choices'
import { encodeIds } from './id-list'

const FOLLOW = '/follow'

/** Every address inside the app. It lies below the features, which link to each other's pages but import nothing of each other. */
export const paths = {
  tickets: '/',
  /** The list of the tickets that have this value. */
  ticketsWith: (field: ChoiceField, value: string) => `/?${field}=${value}`,
  newTicket: '/new',
  ticket: (id: number | string) => `/tickets/${id}`,
  dashboard: '/dashboard',
  analysis: '/analysis',
  /** Starting a run over the tickets that a filter of the list finds; the filter as it stands in the list's address. */
  analyseFiltered: (filter: URLSearchParams) => `/analysis?of=filter&${filter}`,
  /** Starting a run over these tickets. */
  analyseTickets: (ids: readonly number[]) => `/analysis?of=tickets&tickets=${encodeIds(ids)}`,
  signIn: '/sign-in',
  setPassword: '/set-password',
  account: '/account',
  followPage: FOLLOW,
  /** The ticket of whoever has this token. It stands behind the #, which a browser sends to nobody. */
  follow: (token: string) => `${FOLLOW}#${token}`,
  run: (id: number | string) => `/analysis/${id}`,
} as const
