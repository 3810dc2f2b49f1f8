import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { RunDetail, RunTicket } from '@/api/types'
import { Failure } from '@/components/ui/failure'
import { Pager } from '@/components/ui/pager'
import { Skeleton } from '@/components/ui/skeleton'
import { useMayChange } from '@/hooks/use-access'
import { cx } from '@/lib/cx'
import { ApplyBar } from './apply-bar'
import { ApplyOutcome } from './apply-outcome'
import { tableQuery } from './queries'
import { isActive } from './run-state'
import { TABLE_PAGE_SIZE } from './table-view'
import { TicketLine } from './ticket-line'
import { TicketsFilter } from './tickets-filter'
import { type Application, applicationOf, useApply } from './use-apply'
import { useTableView } from './use-table-view'

/** While the run works, results come in faster than anybody reads. */
const REFRESH_MS = 5_000

/** Every ticket of the run with what was found; where that differs from the ticket, it can be taken over. */
export function TicketsPanel({ run }: { run: RunDetail }) {
  const { view, setView } = useTableView()
  const table = useQuery({
    ...tableQuery(run.id, view),
    refetchInterval: isActive(run) ? REFRESH_MS : false,
  })
  const apply = useApply(run.id)
  const mayChange = useMayChange()
  const [picked, setPicked] = useState<ReadonlyMap<number, Application>>(new Map())
  const rows = table.data?.results ?? []
  const onPage = useMemo(
    () => (mayChange ? rows.flatMap((row) => applicationOf(row) ?? []) : []),
    [rows, mayChange],
  )

  function pick(applications: readonly Application[], on: boolean) {
    setPicked((now) => {
      const next = new Map(now)
      for (const one of applications) on ? next.set(one.ticket_id, one) : next.delete(one.ticket_id)
      return next
    })
  }
  function applyThese(applications: readonly Application[]) {
    apply.mutate(applications, { onSuccess: () => pick(applications, false) })
  }

  return (
    <section id="run-tickets" aria-labelledby="run-tickets-heading" className="scroll-mt-4">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="run-tickets-heading" className="text-sm font-semibold text-ink-soft">
          Tickets
        </h2>
        <TicketsFilter run={run} view={view} onView={setView} />
      </div>
      <ApplyBar
        picked={[...picked.values()]}
        onPage={onPage}
        busy={apply.isPending}
        onPick={pick}
        onApply={applyThese}
      />
      <ApplyOutcome result={apply.data} error={apply.error} onDismiss={apply.reset} />
      {table.isPending && <TableSkeleton />}
      {table.isError && !table.data && (
        <Failure what="The tickets of this run" error={table.error} onRetry={() => void table.refetch()} />
      )}
      {table.data && (
        <div
          aria-busy={table.isPlaceholderData}
          className={cx(
            'overflow-clip rounded-lg bg-surface shadow-card transition-opacity',
            table.isPlaceholderData && 'opacity-50',
          )}
        >
          {table.data.count === 0 && (
            <p className="px-4 py-8 text-center text-sm text-ink-faint">{noneWords(view)}</p>
          )}
          <ul
            // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
            role="list"
            aria-labelledby="run-tickets-heading"
          >
            {rows.map((row) => (
              <TicketLine
                key={row.ticket_id}
                row={row}
                theme={themeOf(run, row)}
                picked={picked.has(row.ticket_id)}
                busy={apply.isPending}
                mayApply={mayChange}
                onPick={pick}
                onApply={applyThese}
              />
            ))}
          </ul>
          <Pager
            label="tickets"
            page={view.page}
            pageSize={TABLE_PAGE_SIZE}
            count={table.data.count}
            onPage={(page) => setView({ ...view, page })}
          />
        </div>
      )}
    </section>
  )
}

const themeOf = (run: RunDetail, row: RunTicket) => run.themes.find(({ id }) => id === row.theme)?.title

function noneWords({ show }: { show: string }): string {
  if (show === 'disagreements') return 'Every analysis agrees with its ticket.'
  if (show === 'failed') return 'No ticket failed.'
  return 'There is no ticket in this run.'
}

function TableSkeleton() {
  return (
    <div role="status" className="rounded-lg bg-surface shadow-card">
      <span className="sr-only">Loading tickets</span>
      {[0, 1, 2, 3, 4].map((row) => (
        <div key={row} className="border-line border-b px-4 py-3.5 last:border-0">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="mt-2 h-3 w-4/5" />
        </div>
      ))}
    </div>
  )
}
