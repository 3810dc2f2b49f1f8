import type { ReactNode } from 'react'
import { useDocumentTitle } from '@/hooks/use-document-title'

/** The one h1 of a page, also the document's title. */
export function PageHeader({ title, aside }: { title: string; aside?: ReactNode }) {
  useDocumentTitle(title)
  return (
    <header className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <h1 className="text-xl font-bold tracking-tight">{title}</h1>
      {aside}
    </header>
  )
}
