import { Building2 } from 'lucide-react'
import type { Session } from '@/api/types'
import { buttonClass } from '@/components/ui/button'
import { openIdAddress } from '@/lib/return-address'

/** A plain link, because the browser leaves for the provider; nothing where none is configured. `next`: where to come back to. */
export function OpenIdLink({ session, next }: { session: Session | undefined; next: string }) {
  if (!session?.openid) return null
  return (
    <div className="mt-5 flex flex-col gap-5">
      <p className="flex items-center gap-3 text-xs text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <a href={openIdAddress(session.openid.address, next)} className={buttonClass('outline')}>
        <Building2 aria-hidden="true" className="size-4" /> Sign in with {session.openid.name}
      </a>
    </div>
  )
}
