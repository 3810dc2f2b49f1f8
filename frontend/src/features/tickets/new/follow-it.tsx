import { Link } from 'react-router'
import { CopyButton } from '@/components/ui/copy-button'
import { followLink } from '@/lib/follow-link'
import { paths } from '@/lib/paths'

/** The way back to a ticket that was just written. It is not shown again: who has no account has no other. */
export function FollowIt({ token }: { token: string }) {
  const address = followLink(token)
  return (
    <div className="mt-2.5">
      <p>Keep this link to see how it goes, without signing in. Whoever has the link sees the ticket.</p>
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        <Link
          to={paths.follow(token)}
          aria-label="Follow this ticket"
          className="block min-w-0 max-w-full flex-1 basis-56 truncate rounded-md bg-raised px-3 py-2 font-mono text-xs text-ink underline-offset-3 hover:underline"
        >
          {address}
        </Link>
        <CopyButton text={address} what="the link" />
      </div>
    </div>
  )
}
