import { Search, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { SEARCH_MAX } from '../filters'

const PAUSE_MS = 300

/** Searches when typing pauses. Follows the address when it changes from elsewhere: clear-all, a link, "back". */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)

  useEffect(() => {
    if (value === sent.current) return
    // What is still waiting was typed before: it must not come back.
    clearTimeout(timer.current)
    sent.current = value
    setText(value)
  }, [value])

  useEffect(() => () => clearTimeout(timer.current), [])

  function search(next: string) {
    clearTimeout(timer.current)
    if (next.trim() === sent.current) return
    sent.current = next.trim()
    onSearch(next.trim())
  }

  function type(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => search(next), PAUSE_MS)
  }

  function clear() {
    setText('')
    search('')
    input.current?.focus()
  }

  function searchNow(event: FormEvent) {
    event.preventDefault()
    search(text)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> would need a form in it all the same
    <form role="search" className="relative" onSubmit={searchNow}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 left-3 size-4.5 text-ink-faint"
      />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label="Search tickets"
        placeholder="Search tickets"
        dir="auto"
        autoComplete="off"
        maxLength={SEARCH_MAX}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') clear()
        }}
        className="block h-9.5 w-full rounded-md border border-line-strong bg-raised pr-10 pl-10 text-base hover:border-ink-faint"
      />
      {text && (
        <button
          type="button"
          onClick={clear}
          aria-label="Clear the search"
          className="absolute top-1 right-1 rounded-sm p-1.5 text-ink-faint hover:bg-sunken hover:text-ink"
        >
          <X aria-hidden="true" className="size-4.5" />
        </button>
      )}
    </form>
  )
}
