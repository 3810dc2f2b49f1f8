import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { storeTicket } from '../cache'
import { detailQuery } from '../queries'

/** A ticket, kept up to date. The way back leads to a list, which must not show an older version than was seen here. */
export function useTicket(id: number) {
  const queryClient = useQueryClient()
  const ticket = useQuery(detailQuery(id))

  useEffect(() => {
    if (ticket.data) storeTicket(queryClient, ticket.data)
  }, [queryClient, ticket.data])

  return ticket
}
