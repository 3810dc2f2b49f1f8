import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Emphasised } from './emphasised'

const html = (text: string) => render(<Emphasised text={text} />).container.innerHTML

describe('Emphasised', () => {
  it.each([
    ['plain', 'plain'],
    ['a **bold word** and *another*', 'a <strong>bold word</strong> and <em>another</em>'],
    ['2 * 3 * 4, ** and **', '2 * 3 * 4, ** and **'],
    ['**open', '**open'],
  ])('%s', (text, expected) => {
    expect(html(text)).toBe(expected)
  })

  it('shows markup and links as the text they are', () => {
    const { container } = render(<Emphasised text="<img src=x onerror=alert(1)> [a](javascript:b) **<b>**" />)
    expect(container.querySelector('img, a, b')).toBeNull()
    expect(container).toHaveTextContent('<img src=x onerror=alert(1)> [a](javascript:b) <b>')
  })
})
