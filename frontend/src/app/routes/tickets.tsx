import { SquarePen } from 'lucide-react'
import { Link } from 'react-router'
import { PageHeader } from '@/components/layout/page-header'
import { buttonClass } from '@/components/ui/button'
import { TicketBrowser } from '@/features/tickets/list/ticket-browser'
import { paths } from '@/lib/paths'

export function Tickets() {
  return (
    <>
      <PageHeader
        title="Tickets"
        aside={
          <div className="hidden sm:block">
            <Link to={paths.newTicket} className={buttonClass('solid')}>
              <SquarePen aria-hidden="true" className="size-4" /> New ticket
            </Link>
          </div>
        }
      />
      <TicketBrowser />
    </>
  )
}
