import { useCallback, useEffect, useState } from 'react'

/** The value once it has rested for `delay` milliseconds, and a function that takes it over at once. */
export function useDebounced<Value>(value: Value, delay: number): [Value, () => void] {
  const [settled, setSettled] = useState(value)

  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])

  const flush = useCallback(() => setSettled(value), [value])
  return [settled, flush]
}
