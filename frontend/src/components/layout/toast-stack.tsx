import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react'
import { Toast as RadixToast } from 'radix-ui'
import { Link } from 'react-router'
import { cx } from '@/lib/cx'
import { dismissToast, type Toast } from '@/lib/toasts'

const TONE: Record<Toast['tone'], { icon: typeof Info; className: string }> = {
  plain: { icon: Info, className: 'text-pencil' },
  good: { icon: CircleCheck, className: 'text-good' },
  danger: { icon: OctagonAlert, className: 'text-danger' },
}

const ACTION = 'rounded-sm text-sm font-semibold text-pencil underline-offset-3 hover:underline'

/** What the Toaster shows; a message that asks for an answer stays longer. */
export function ToastStack({ toasts }: { toasts: readonly Toast[] }) {
  return (
    <RadixToast.Provider swipeDirection="down">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <RadixToast.Viewport className="fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-50 mx-auto flex max-w-sm flex-col gap-2 outline-none lg:right-6 lg:bottom-6 lg:left-auto lg:mx-0 lg:w-96" />
    </RadixToast.Provider>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const { icon: Icon, className } = TONE[toast.tone]
  return (
    <RadixToast.Root
      duration={toast.action ? 15_000 : 6_000}
      onOpenChange={(open) => !open && dismissToast(toast.id)}
      className="flex animate-rise items-start gap-3 rounded-lg border border-line bg-raised p-3.5 shadow-float"
    >
      <Icon aria-hidden="true" className={cx('mt-0.5 size-4.5 shrink-0', className)} />
      <div className="min-w-0 flex-1">
        <RadixToast.Title className="user-text text-sm font-semibold">{toast.title}</RadixToast.Title>
        {toast.body && (
          <RadixToast.Description className="user-text mt-0.5 text-sm text-ink-soft">
            {toast.body}
          </RadixToast.Description>
        )}
        <div className="mt-1 flex gap-4 empty:hidden">
          {toast.action && (
            <RadixToast.Action altText={toast.action.label} onClick={toast.action.run} className={ACTION}>
              {toast.action.label}
            </RadixToast.Action>
          )}
          {toast.link && (
            <Link to={toast.link.to} onClick={() => dismissToast(toast.id)} className={ACTION}>
              {toast.link.label}
            </Link>
          )}
        </div>
      </div>
      <RadixToast.Close
        aria-label="Dismiss"
        className="-m-1 rounded-sm p-1 text-ink-faint hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden="true" className="size-4" />
      </RadixToast.Close>
    </RadixToast.Root>
  )
}
