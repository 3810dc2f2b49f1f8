import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { testQueryClient } from '@/mocks/render'
import { requests } from '@/mocks/server'
import { PAUSE_MS, useSuggestion } from './use-suggestion'

function render(description: string) {
  const queryClient = testQueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  )
  return renderHook(({ text }) => useSuggestion('', text), { wrapper, initialProps: { text: description } })
}

const asked = () => requests.filter(({ path }) => path === '/api/tickets/classify/')
const pause = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

describe('useSuggestion', () => {
  it('asks once typing has paused, and not before', async () => {
    vi.useFakeTimers()
    const { rerender } = render('')
    rerender({ text: 'my invoice is wro' })
    await pause(PAUSE_MS - 50)
    rerender({ text: 'my invoice is wrong' })
    await pause(PAUSE_MS - 50)
    expect(asked()).toHaveLength(0)
    await pause(50)
    expect(asked()).toHaveLength(1)
  })

  it('does not ask about fewer than 15 characters', async () => {
    vi.useFakeTimers()
    const { rerender, result } = render('')
    rerender({ text: 'fourteen chars' })
    await pause(PAUSE_MS * 2)
    expect(asked()).toHaveLength(0)
    expect(result.current.state).toBe('idle')
  })

  it('asks at once when the field is left', async () => {
    vi.useFakeTimers()
    const { rerender, result } = render('')
    rerender({ text: 'about my invoice' })
    await pause(10)
    expect(asked()).toHaveLength(0)
    act(() => result.current.askNow())
    await pause(10)
    expect(asked()).toHaveLength(1)
  })

  it('aborts the earlier request when the text goes on', async () => {
    const { rerender, result } = render('a [slow] invoice text')
    await waitFor(() => expect(asked()).toHaveLength(1))
    const signal = asked()[0]?.request.signal
    rerender({ text: 'a [slow] invoice text that goes on' })
    act(() => result.current.askNow())
    await waitFor(() => expect(asked()).toHaveLength(2))
    await waitFor(() => expect(signal?.aborted).toBe(true))
  })

  it('keeps the earlier suggestion while the next one is on its way', async () => {
    const { rerender, result } = render('about my invoice')
    await waitFor(() => expect(result.current.state).toBe('ready'))
    rerender({ text: 'about my invoice [slow]' })
    act(() => result.current.askNow())
    await waitFor(() => expect(result.current.state).toBe('loading'))
    expect(result.current.suggestion?.suggested_category).toBe('billing')
  })

  it('does not carry a suggestion over to another text', async () => {
    const { rerender, result } = render('about my invoice')
    await waitFor(() => expect(result.current.state).toBe('ready'))
    rerender({ text: 'something else altogether [slow]' })
    expect(result.current.suggestion).toBeUndefined()
    act(() => result.current.askNow())
    expect(result.current.suggestion).toBeUndefined()
  })

  it('forgets the suggestion when the text becomes too short', async () => {
    const { rerender, result } = render('about my invoice')
    await waitFor(() => expect(result.current.state).toBe('ready'))
    rerender({ text: 'about' })
    expect(result.current.suggestion).toBeUndefined()
    expect(result.current.state).toBe('idle')
  })

  it('gives up what is under way when it is told to', async () => {
    const { result } = render('a [slow] invoice text')
    await waitFor(() => expect(asked()).toHaveLength(1))
    act(() => result.current.cancel())
    await waitFor(() => expect(result.current.state).toBe('idle'))
    expect(asked()[0]?.request.signal.aborted).toBe(true)
  })
})
