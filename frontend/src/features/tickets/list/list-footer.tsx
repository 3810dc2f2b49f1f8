import { Button } from '@/components/ui/button'

interface ListFooterProps {
  state: 'loading' | 'failed' | 'more' | 'end'
  onRetry: () => void
}

/** What is under the last row. */
export function ListFooter({ state, onRetry }: ListFooterProps) {
  return (
    <div
      role="status"
      className="flex min-h-14 items-center justify-center gap-3 px-4 text-xs text-ink-faint"
    >
      {state === 'loading' && 'Loading older tickets…'}
      {state === 'end' && 'That is all.'}
      {state === 'failed' && (
        <>
          Older tickets could not be loaded. <Button onClick={onRetry}>Try again</Button>
        </>
      )}
    </div>
  )
}
