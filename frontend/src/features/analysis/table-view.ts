/** Which of a run's tickets the table shows. It lives in the address, so that it outlives a reload. */
export const SHOWN = ['all', 'disagreements', 'failed'] as const
export type Shown = (typeof SHOWN)[number]

export interface TableView {
  show: Shown
  theme: number | undefined
  page: number
}

export const TABLE_PAGE_SIZE = 25

export function parseTableView(parameters: URLSearchParams): TableView {
  const show = SHOWN.find((known) => known === parameters.get('show')) ?? 'all'
  return { show, theme: positive(parameters.get('theme')), page: positive(parameters.get('page')) ?? 1 }
}

/** Keeps what else is in the address. */
export function writeTableView(parameters: URLSearchParams, view: TableView): URLSearchParams {
  const next = new URLSearchParams(parameters)
  const values = {
    show: view.show === 'all' ? undefined : view.show,
    theme: view.theme,
    page: view.page === 1 ? undefined : view.page,
  }
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) next.delete(name)
    else next.set(name, String(value))
  }
  return next
}

export function toTicketParameters({ show, theme, page }: TableView) {
  return {
    page,
    page_size: TABLE_PAGE_SIZE,
    ...(show === 'disagreements' && { disagrees: true }),
    ...(show === 'failed' && { status: 'failed' as const }),
    ...(theme !== undefined && { theme }),
  }
}

/** A whole number above zero from an address; anything may stand there. */
export function positive(text: string | null): number | undefined {
  return text && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined
}
