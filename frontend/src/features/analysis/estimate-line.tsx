import type { ReactNode } from 'react'
import type { Estimate } from '@/api/types'
import { Skeleton } from '@/components/ui/skeleton'
import { formatCost, formatRoughly, plural } from '@/lib/format'
import { roughDuration } from '@/lib/time'
import { refusalWords } from './refusal-words'
import type { Scope } from './scope'
import type { EstimateState } from './use-estimate'

const NOTHING: Record<Scope, string> = {
  pending: 'Every ticket has been analysed.',
  filter: 'No ticket matches the filter any more.',
  tickets: 'None of the picked tickets is there any more.',
}

/** Tickets, tokens, cost and duration before anything is started. */
export function EstimateLine({ estimate }: { estimate: EstimateState }) {
  return (
    <div role="status" className="min-h-12 min-w-0 flex-1 basis-72">
      {estimate.isPending && (
        <>
          <span className="sr-only">Estimating</span>
          <Skeleton className="h-4 w-4/5 max-w-md" />
          <Skeleton className="mt-2.5 h-3 w-3/5 max-w-sm" />
        </>
      )}
      {estimate.nothing && <p className="text-sm text-ink-soft">{NOTHING[estimate.scope]}</p>}
      {estimate.error && (
        <p className="text-sm text-danger">
          {refusalWords(estimate.error)}{' '}
          <button
            type="button"
            onClick={estimate.retry}
            className="font-semibold underline underline-offset-3"
          >
            Try again
          </button>
        </p>
      )}
      {estimate.data && <Told estimate={estimate.data} scope={estimate.scope} />}
    </div>
  )
}

function Told({ estimate, scope }: { estimate: Estimate; scope: Scope }) {
  const { tickets, held, left_out: leftOut, seconds, model_used: modelUsed } = estimate
  return (
    <>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Item>{tickets === 0 && held === 0 ? NOTHING[scope] : plural(tickets, 'ticket')}</Item>
        {modelUsed && tickets > 0 && (
          <>
            <Item about>{formatRoughly(estimate.input_tokens + estimate.output_tokens)} tokens</Item>
            {estimate.cost_usd === null ? (
              <Item>price unknown</Item>
            ) : (
              <Item about>{formatCost(estimate.cost_usd)}</Item>
            )}
          </>
        )}
        {tickets > 0 && <Item about>{roughDuration(seconds)}</Item>}
      </ul>
      <p className="mt-1 text-xs text-ink-faint">
        {modelUsed
          ? `Read by ${estimate.model || estimate.provider}.`
          : 'No language model is set up: keywords decide, at no cost, and the summary says so.'}
        {held > 0 && ` ${plural(held, 'ticket is', 'tickets are')} in another run and left out.`}
        {leftOut > 0 && ` ${plural(leftOut, 'ticket')} beyond the limit of one run: left for the next.`}
      </p>
    </>
  )
}

function Item({ about = false, children }: { about?: boolean; children: ReactNode }) {
  return (
    <li className="font-semibold">
      {about && <span className="font-normal text-ink-faint">about </span>}
      {children}
    </li>
  )
}
