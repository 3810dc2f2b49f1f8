import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { roughDuration } from '@/lib/time'

interface FreshnessProps {
  /** When the desk answered last, in milliseconds. */
  lookedAt: number
  /** Why it did not since. */
  error: unknown
  looking: boolean
  onLook: () => void
}

/** How old what is shown is. The page looks by itself; the button is for who does not want to wait. */
export function Freshness({ lookedAt, error, looking, onLook }: FreshnessProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 text-xs text-ink-faint">
      <p>
        Last looked: <Time value={new Date(lookedAt).toISOString()} />. {whatNext(error)}
      </p>
      <Button
        variant="ghost"
        onClick={onLook}
        aria-disabled={looking}
        className="min-h-8 text-xs max-sm:-ml-3.5 sm:-mr-3.5"
      >
        <RotateCw aria-hidden="true" className="size-3.5" /> Look again
      </Button>
    </div>
  )
}

function whatNext(error: unknown): ReactNode {
  if (error == null) return 'This page looks again by itself.'
  const { status, retryAfter } = toApiError(error)
  if (status === 429) {
    return `The desk was asked too often; this page looks again in ${roughDuration((retryAfter ?? 30_000) / 1000)}.`
  }
  return 'The desk does not answer right now; this page keeps trying.'
}
