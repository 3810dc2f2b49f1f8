import { useState } from 'react'
import { Link } from 'react-router'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ANYBODY } from '@/lib/account'
import { paths } from '@/lib/paths'
import { signInPath } from '@/lib/return-address'
import { tabId } from '@/lib/tab-id'
import { hasDraftOfAccount } from './draft-store'

const HERE = { pathname: paths.newTicket, search: '' }

/** For somebody whose session ran out while they wrote: the empty form beside it does not mean that the text is lost. */
export function EndedSessionNotice({ account }: { account: string }) {
  const [kept] = useState(() => account === ANYBODY && hasDraftOfAccount(tabId()))
  if (!kept) return null
  return (
    <Notice
      tone="info"
      title="Your session has ended"
      actions={
        <Link to={signInPath(HERE)} className={buttonClass('outline')}>
          Sign in and go on
        </Link>
      }
    >
      The ticket that you were writing is kept for your account.
    </Notice>
  )
}
