import { CircleStop } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/components/ui/button'
import { plural } from '@/lib/format'
import { useRunChange } from './use-run-change'

/** Asks once more, where the button was: what is left out cannot be seen from the button alone. */
export function StopRun({ id, left }: { id: number; left: number }) {
  const [asking, setAsking] = useState(false)
  const cancel = useRunChange('cancel', id)
  const first = useRef<HTMLButtonElement>(null)
  const asked = useRef(false)

  useEffect(() => {
    if (asking || asked.current) first.current?.focus()
    asked.current = asking
  }, [asking])

  if (!asking) {
    return (
      <Button ref={first} onClick={() => setAsking(true)}>
        <CircleStop aria-hidden="true" className="size-4" /> Cancel the run
      </Button>
    )
  }
  return (
    <fieldset className="flex flex-col gap-2 sm:items-end">
      <legend className="sr-only">Cancel the run?</legend>
      <p className="text-sm">
        {left > 0 ? `${plural(left, 'ticket')} will not be analysed.` : 'No summary will be written.'} What is
        done is kept.
      </p>
      {cancel.isError && <p className="text-sm text-danger">{toApiError(cancel.error).message}</p>}
      <div className="flex gap-2">
        <Button ref={first} onClick={() => setAsking(false)}>
          Go on
        </Button>
        <Button variant="solid" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {cancel.isPending ? 'Cancelling…' : 'Yes, cancel'}
        </Button>
      </div>
    </fieldset>
  )
}
