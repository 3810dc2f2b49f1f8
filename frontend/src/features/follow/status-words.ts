import type { Status } from '@/api/types'

/** What a status means to somebody who does not work at the desk. */
export const STATUS_MEANS: Record<Status, string> = {
  open: 'Your ticket has arrived and waits for somebody to take it up.',
  in_progress: 'Somebody is working on your ticket.',
  resolved: 'Your ticket is solved.',
  closed: 'Your ticket is closed: nobody works on it any more.',
}

/** How a ticket came to a status. */
export const CAME_TO: Record<Status, string> = {
  open: 'It was opened again',
  in_progress: 'Somebody began to work on it',
  resolved: 'It was solved',
  closed: 'It was closed',
}

/** Nobody reads an answer to it any more. */
export const isOver = (status: Status): boolean => status === 'resolved' || status === 'closed'
