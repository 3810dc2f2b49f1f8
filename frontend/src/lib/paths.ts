import type { ChoiceField } from './choices'

/** Every address inside the app. It lies below the features, which link to each other's pages but import nothing of each other. */
export const paths = {
  tickets: '/',
  /** The list of the tickets that have this value. */
  ticketsWith: (field: ChoiceField, value: string) => `/?${field}=${value}`,
  newTicket: '/new',
  ticket: (id: number | string) => `/tickets/${id}`,
  dashboard: '/dashboard',
} as const
