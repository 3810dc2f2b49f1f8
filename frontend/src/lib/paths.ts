/** Every address inside the app. It lies below the features, which link to each other's pages but import nothing of each other. */
export const paths = {
  tickets: '/',
  newTicket: '/new',
  ticket: (id: number | string) => `/tickets/${id}`,
  dashboard: '/dashboard',
} as const
