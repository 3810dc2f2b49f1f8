import { useCallback } from 'react'
import { useLocation } from 'react-router'
import { Failure } from '@/components/ui/failure'
import { useMayChange } from '@/hooks/use-access'
import { cx } from '@/lib/cx'
import { paths } from '@/lib/paths'
import { isFiltered, toSearchParams } from '../filters'
import { ArrivalsButton } from './arrivals-button'
import { FilterDrawer } from './filter-drawer'
import { FilterPanel } from './filter-panel'
import { ListFooter } from './list-footer'
import { ListSkeleton, NoMatch, NoTickets } from './list-states'
import { ListSummary } from './list-summary'
import { PickedBar } from './picked-bar'
import { SearchBox } from './search-box'
import { useFilters } from './use-filters'
import { useTicketList } from './use-ticket-list'
import { VirtualList } from './virtual-list'

/** Search, filters and the list under them. */
export function TicketBrowser() {
  const { filters, setFilters, clearFilters } = useFilters()
  const { pathname, search } = useLocation()
  const { list, tickets, summary, arrivals, showArrivals } = useTicketList(filters)
  const filtered = isFiltered(filters)
  const mayChange = useMayChange()
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list

  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  const onSearch = useCallback(
    (text: string) => setFilters((now) => ({ ...now, search: text })),
    [setFilters],
  )

  function jumpToArrivals() {
    showArrivals()
    window.scrollTo({ top: 0 })
  }

  return (
    <div className="grid items-start gap-x-6 xl:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="sticky top-6 -m-1 hidden max-h-[calc(100dvh-3rem)] overflow-y-auto p-1 xl:block">
        <FilterPanel filters={filters} onChange={setFilters} />
      </div>
      <div className="min-w-0">
        <div className="sticky top-0 z-20 -mx-1 bg-canvas px-1 pt-2 pb-1">
          <div className="flex gap-2">
            <div className="flex-1">
              <SearchBox value={filters.search} onSearch={onSearch} />
            </div>
            <FilterDrawer filters={filters} onChange={setFilters} />
          </div>
          <ListSummary
            page={summary}
            filtered={filtered}
            // A run takes the other filters, and no assignee.
            analyse={
              mayChange && filters.assignee.length === 0
                ? paths.analyseFiltered(toSearchParams(filters))
                : undefined
            }
            onClear={clearFilters}
          />
        </div>
        {mayChange && <PickedBar />}
        <ArrivalsButton count={arrivals.length} onShow={jumpToArrivals} />
        {list.isPending && <ListSkeleton />}
        {list.isError && tickets.length === 0 && (
          <Failure what="The tickets" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess &&
          tickets.length === 0 &&
          (filtered ? (
            <NoMatch incomplete={summary?.search_complete === false} onClear={clearFilters} />
          ) : (
            <NoTickets />
          ))}
        {tickets.length > 0 && (
          <div
            aria-busy={list.isPlaceholderData}
            className={cx('transition-opacity', list.isPlaceholderData && 'opacity-50')}
          >
            <VirtualList
              tickets={tickets}
              total={summary?.count_capped ? -1 : (summary?.count ?? tickets.length)}
              listAddress={pathname + search}
              onNearEnd={loadMore}
              footer={<ListFooter state={footerState(list)} onRetry={() => void fetchNextPage()} />}
            />
          </div>
        )}
      </div>
    </div>
  )
}

function footerState(list: {
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  hasNextPage: boolean
}) {
  if (list.isFetchingNextPage) return 'loading'
  if (list.isFetchNextPageError) return 'failed'
  return list.hasNextPage ? 'more' : 'end'
}
