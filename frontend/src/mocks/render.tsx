import type { QueryClient } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { createQueryClient } from '@/api/query-client'
import { Providers } from '@/app/providers'
import { createRoutes } from '@/app/router'
import { loadTheRest } from '@/lib/later'

// As in a page that has been open for a while; here and not in a test, whose time it would take.
await loadTheRest()

/** The whole app at an address, with everything real but the network. */
export function renderApp(address: string, queryClient: QueryClient = testQueryClient()) {
  const router = createMemoryRouter(createRoutes(queryClient), { initialEntries: [address] })
  const view = render(
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>,
  )
  return { ...view, router, queryClient, user: userEvent.setup({ delay: null }) }
}

/** Replaces what stands in a text field, all at once: one event in place of one per key. */
export async function fill(user: UserEvent, field: HTMLElement, text: string): Promise<void> {
  await user.clear(field)
  await user.click(field)
  await user.paste(text)
}

/** As in the app, but a failure is final at once: the policy of retries has its own tests. */
export function testQueryClient(): QueryClient {
  const queryClient = createQueryClient()
  queryClient.setDefaultOptions({
    ...queryClient.getDefaultOptions(),
    queries: { ...queryClient.getDefaultOptions().queries, retry: false },
  })
  return queryClient
}
