import { useQuery } from '@tanstack/react-query'
import { LogIn } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { sessionQuery } from '@/api/session'
import { buttonClass } from '@/components/ui/button'
import { signInPath } from '@/lib/return-address'
import { UserMenu } from './user-menu'

/** Who is signed in; else, where the desk is closed, the way in. */
export function AccountCorner({ place }: { place: 'side' | 'top' }) {
  const { data: session } = useQuery(sessionQuery)
  const here = useLocation()
  if (session?.user) return <UserMenu user={session.user} place={place} />
  if (!session || session.open) return null
  return (
    <Link to={signInPath(here)} className={buttonClass('outline', place === 'side' ? 'w-full' : 'min-h-8')}>
      <LogIn aria-hidden="true" className="size-4" /> Sign in
    </Link>
  )
}
