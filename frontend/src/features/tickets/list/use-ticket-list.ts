import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { storeTickets } from '../cache'
import type { Filters } from '../filters'
import type { Pages } from '../list-pages'
import { headQuery, listQuery, ticketKeys } from '../queries'
import { arrivalsSince } from './arrivals'

/** The pages scrolled to, kept up to date from a poll of the first one, without anything moving. */
export function useTicketList(filters: Filters) {
  const queryClient = useQueryClient()
  const list = useInfiniteQuery(listQuery(filters))
  const first = list.isPlaceholderData ? undefined : list.data?.pages[0]
  const head = useQuery({
    ...headQuery(filters),
    enabled: first !== undefined,
    initialData: () => first,
    initialDataUpdatedAt: list.dataUpdatedAt,
  })

  useEffect(() => {
    if (head.data) storeTickets(queryClient, head.data.results)
  }, [queryClient, head.data])

  const tickets = useMemo(() => list.data?.pages.flatMap((page) => page.results) ?? [], [list.data])
  const arrivals = useMemo(
    () => (first && head.data ? arrivalsSince(tickets, head.data.results) : []),
    [first, head.data, tickets],
  )

  function showArrivals() {
    if (!head.data) return
    queryClient.setQueryData<Pages>(ticketKeys.list(filters), { pages: [head.data], pageParams: [null] })
  }

  return { list, tickets, summary: head.data ?? list.data?.pages[0], arrivals, showArrivals }
}
