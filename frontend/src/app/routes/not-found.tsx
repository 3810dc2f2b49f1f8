import { MapPinOff } from 'lucide-react'
import { Link } from 'react-router'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { paths } from '@/lib/paths'

export function NotFound() {
  useDocumentTitle('Not found')
  return (
    <EmptyState
      icon={<MapPinOff />}
      title="There is no page at this address"
      action={
        <Link to={paths.tickets} className={buttonClass('solid')}>
          Go to the tickets
        </Link>
      }
    >
      The link may be mistyped, or what it led to is gone.
    </EmptyState>
  )
}
