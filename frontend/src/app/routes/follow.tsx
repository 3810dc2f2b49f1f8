import { useLocation } from 'react-router'
import { IncompleteLink } from '@/features/follow/follow-states'
import { FollowView } from '@/features/follow/follow-view'
import { useDocumentTitle } from '@/hooks/use-document-title'
import { tokenFrom } from '@/lib/follow-link'

/** Where the link of a ticket leads. Its token stands behind the #, which a browser sends to nobody. */
export function Follow() {
  useDocumentTitle('Your ticket')
  const token = tokenFrom(useLocation().hash)
  return token ? <FollowView key={token} token={token} /> : <IncompleteLink />
}
