import { RotateCw } from 'lucide-react'
import type { ApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useOnline } from '@/hooks/use-online'

interface Problem {
  title: string
  advice: string
}

/** What to do about a submit that failed. Everything typed is still there in every case. */
export function describeProblem(error: ApiError, online: boolean): Problem {
  if (!online) {
    return {
      title: 'You are offline, so the ticket was not sent.',
      advice: 'Your text is kept in this browser, also through a reload. Try again when you are connected.',
    }
  }
  if (error.unanswered) {
    return {
      title: 'No answer came from the desk.',
      advice: 'Try again: even if the first attempt arrived, the ticket is stored only once.',
    }
  }
  if (error.code === 'idempotency_conflict') {
    return {
      title: 'This draft was sent before with other content.',
      advice: 'Try again to send it as a new ticket.',
    }
  }
  if (error.status === 429) {
    return { title: 'Too many tickets at once.', advice: 'Wait a moment, then try again.' }
  }
  if (error.status >= 500) {
    return {
      title: 'The desk could not store the ticket.',
      advice: 'Your text is kept. Try again in a moment; if it goes on, report the request below.',
    }
  }
  return { title: 'The ticket was not accepted.', advice: error.message }
}

export function SubmitProblem({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { title, advice } = describeProblem(error, useOnline())
  const elsewhere = Object.entries(error.fields).filter(
    ([name]) => name !== 'title' && name !== 'description',
  )
  return (
    <Notice
      tone="danger"
      title={title}
      actions={
        <Button onClick={onRetry}>
          <RotateCw aria-hidden="true" className="size-4" /> Try again
        </Button>
      }
    >
      <p>{advice}</p>
      {elsewhere.map(([name, messages]) => (
        <p key={name}>
          {name}: {messages.join(' ')}
        </p>
      ))}
      {error.requestId && <p className="mt-1 font-mono text-2xs">Request {error.requestId}</p>}
    </Notice>
  )
}
