import { type RefObject, useEffect, useRef } from 'react'

/** Whether the component is gone, for an answer that comes after it. */
export function useLeft(): RefObject<boolean> {
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  return left
}
