import { useMutation } from '@tanstack/react-query'
import { Check, Link2 } from 'lucide-react'
import { client, unwrap } from '@/api/client'
import { Button } from '@/components/ui/button'
import { copyText } from '@/lib/copy'
import { followLink } from '@/lib/follow-link'

/** For an agent who is asked for it: the link by which the requester follows the ticket. Fetched when it is wanted. */
export function RequesterLink({ id }: { id: number }) {
  const copy = useMutation({
    mutationFn: async () => {
      const { token } = await unwrap(
        client.GET('/api/tickets/{ticket_id}/follow/', { params: { path: { ticket_id: id } } }),
      )
      const address = followLink(token)
      return { address, copied: await copyText(address) }
    },
    gcTime: 0,
  })
  const Icon = copy.data?.copied ? Check : Link2
  return (
    <div className="min-w-0">
      <Button
        variant="ghost"
        onClick={() => copy.mutate()}
        aria-disabled={copy.isPending}
        className="-ml-3.5 min-h-8 text-xs"
      >
        <Icon aria-hidden="true" className="size-4" />
        {copy.data?.copied ? 'Copied' : 'Copy the requester’s link'}
      </Button>
      <div role="status" className="text-xs text-ink-soft">
        {copy.data?.copied && <span className="sr-only">The requester’s link is copied.</span>}
        {copy.data && !copy.data.copied && (
          <>
            Your browser does not let this page copy. Take it from here:
            <code className="mt-1 block rounded-md bg-sunken px-2 py-1.5 font-mono break-all text-ink select-all">
              {copy.data.address}
            </code>
          </>
        )}
        {copy.isError && <span className="text-danger">The link could not be fetched. Try again.</span>}
      </div>
    </div>
  )
}
