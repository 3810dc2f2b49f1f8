import { readItem, session, writeItem } from './storage'
import { uuid } from './uuid'

const KEY = 'desk.tab'

/**
 * An id of this tab that outlives a reload.
 *
 * It lies in sessionStorage only while the page is not there: a duplicated tab copies sessionStorage, and two
 * tabs with one id would overwrite each other's drafts.
 */
function claimTabId(): string {
  const id = readItem(session, KEY) ?? uuid()
  writeItem(session, KEY, null)
  window.addEventListener('pagehide', () => writeItem(session, KEY, id))
  window.addEventListener('pageshow', () => writeItem(session, KEY, null))
  return id
}

let claimed: string | undefined

export function tabId(): string {
  claimed ??= claimTabId()
  return claimed
}
