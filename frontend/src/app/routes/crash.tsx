import { RotateCw, Unplug } from 'lucide-react'
import { useRouteError } from 'react-router'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useDocumentTitle } from '@/hooks/use-document-title'

/** An error that no page caught: most often a new version was deployed and an old chunk is gone. */
export function Crash() {
  const error = useRouteError()
  useDocumentTitle('Something broke')
  return (
    <main>
      <EmptyState
        icon={<Unplug />}
        title="This page broke"
        action={
          <Button variant="solid" onClick={() => window.location.reload()}>
            <RotateCw aria-hidden="true" className="size-4" /> Reload
          </Button>
        }
      >
        Your drafts are kept. Reloading usually helps.
        {error instanceof Error && <p className="mt-2 font-mono text-2xs break-words">{error.message}</p>}
      </EmptyState>
    </main>
  )
}
