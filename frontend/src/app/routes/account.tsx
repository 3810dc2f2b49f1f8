import { PageHeader } from '@/components/layout/page-header'

/** What somebody can do about their own account. */
export function Account() {
  return (
    <div className="flex max-w-3xl flex-col">
      <PageHeader title="Your account" />
    </div>
  )
}
