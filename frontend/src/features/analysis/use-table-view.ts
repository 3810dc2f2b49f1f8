import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { parseTableView, type TableView, writeTableView } from './table-view'

export function useTableView() {
  const [parameters, setParameters] = useSearchParams()
  const view = useMemo(() => parseTableView(parameters), [parameters])

  function setView(next: TableView) {
    setParameters((now) => writeTableView(now, next), { replace: true, preventScrollReset: true })
  }

  return { view, setView }
}
