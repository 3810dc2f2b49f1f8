import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  children: ReactNode
  action?: ReactNode
}

/** What stands where something would be, and what to do about it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm animate-fade flex-col items-center px-6 py-16 text-center">
      <div className="mb-4 rounded-full bg-sunken p-4 text-ink-faint [&_svg]:size-7" aria-hidden="true">
        {icon}
      </div>
      <h2 className="text-lg font-semibold">{title}</h2>
      <div className="mt-1.5 text-sm text-ink-soft">{children}</div>
      {action && <div className="mt-5">{action}</div>}
    </div>
  )
}
