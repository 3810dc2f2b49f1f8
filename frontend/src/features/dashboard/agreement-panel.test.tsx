import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EngineAgreement } from '@/api/types'
import { makeAccuracy, makeAgreement, makeTicket } from '@/mocks/data'
import { renderApp } from '@/mocks/render'
import { desk, requests } from '@/mocks/server'

const few = makeAgreement({ accepted: 4, untouched: 10, overridden: 3, filled: 34, low: 0.59, high: 0.938 })
const enough = makeAgreement({ accepted: 10, untouched: 350, overridden: 40, low: 0.867, high: 0.926 })
const unseen = makeAgreement({ filled: 4, independent: 24 })

const model: EngineAgreement = {
  source: 'llm',
  provider: 'acme',
  model: 'swift-2',
  prompt_version: 'triage-1',
  category: few,
  priority: enough,
}
const nothing: EngineAgreement = {
  source: 'none',
  provider: null,
  model: null,
  prompt_version: null,
  category: unseen,
  priority: unseen,
}

const panel = () => screen.findByRole('region', { name: 'Suggestions' })
const ofField = (region: HTMLElement, name: string) => {
  const group = within(region).getByText(name, { selector: 'dt' }).closest('dl > div')
  if (!(group instanceof HTMLElement)) throw new Error(`${name} stands in no group.`)
  return group
}

describe('the panel of suggestions', () => {
  beforeEach(() => {
    desk.tickets = [makeTicket({ id: 1 })]
    desk.accuracy = makeAccuracy({
      fields: { category: few, priority: enough },
      engines: [model, nothing],
      confusion: {
        category: [
          { suggested: 'general', chosen: 'general', n: 14 },
          { suggested: 'general', chosen: 'billing', n: 3 },
        ],
        priority: [],
      },
    })
  })

  it('gives counts and an interval in place of a percentage while there are few decisions', async () => {
    renderApp('/dashboard')
    const category = ofField(await panel(), 'Category')
    expect(category).toHaveTextContent('14 of 17 kept between 59 and 94 of 100')
    expect(category).not.toHaveTextContent('%')
    const parts = within(category).getAllByRole('listitem')
    expect(parts.map((part) => part.textContent)).toEqual([
      '4 kept by hand',
      '10 left untouched',
      '3 changed',
    ])
    expect(category).toHaveTextContent('Not counted: 34 filled in by the desk')
  })

  it('gives the share and its interval from enough decisions on', async () => {
    renderApp('/dashboard')
    const priority = ofField(await panel(), 'Priority')
    expect(priority).toHaveTextContent('90% of 400 kept between 86% and 93%')
    expect(priority).not.toHaveTextContent('Not counted')
  })

  it('says that untouched is not the same as right', async () => {
    renderApp('/dashboard')
    const region = await panel()
    expect(region).toHaveTextContent('Left untouched counts as kept, but is not the same as right')
    expect(region).toHaveTextContent('percentages follow from 200 decisions on')
  })

  it('has a row for each source', async () => {
    renderApp('/dashboard')
    const table = within(await panel()).getByRole('table', { name: 'Kept suggestions by source' })
    const [, first, second] = within(table).getAllByRole('row')
    expect(first).toHaveTextContent('swift-2 acme, prompt triage-1')
    expect(first).toHaveTextContent('14 of 17 between 59 and 94 of 100')
    expect(first).toHaveTextContent('90% of 400 between 86% and 93%')
    expect(second).toHaveTextContent('Nothing found None shown')
  })

  it('shows what was changed into what when asked', async () => {
    const { user } = renderApp('/dashboard')
    const region = await panel()
    const table = within(region).getByRole('table', { name: /^Category: how often/ })
    expect(table).not.toBeVisible()
    await user.click(within(region).getByText('What was changed into what'))
    expect(table).toBeVisible()
    const row = within(table).getByRole('rowheader', { name: 'General' }).closest('tr')
    // Billing, Technical, Account, General: the numbers stand there, whatever their colour.
    expect(row).toHaveTextContent('General30014')
  })

  it('follows the period', async () => {
    const { user } = renderApp('/dashboard')
    expect(await panel()).toHaveTextContent('Tickets of the last 30 days')
    await user.click(screen.getByRole('radio', { name: '90 days' }))
    await screen.findByText('Tickets of the last 90 days')
    const asked = requests.filter(({ path }) => path === '/api/triage/accuracy/')
    expect(asked.map(({ request }) => new URL(request.url).search)).toEqual(['?days=30', '?days=90'])
  })

  it('says that there are no decisions while there are none', async () => {
    desk.accuracy = makeAccuracy()
    renderApp('/dashboard')
    const region = await panel()
    expect(region).toHaveTextContent('No decisions in the last 30 days')
    expect(within(region).queryByRole('table')).not.toBeInTheDocument()
  })

  it('claims nothing about suggestions that nobody was shown', async () => {
    desk.accuracy = makeAccuracy({ fields: { category: unseen, priority: unseen }, engines: [nothing] })
    renderApp('/dashboard')
    const region = await panel()
    expect(ofField(region, 'Category')).toHaveTextContent(
      'No decisions yetNot counted: 4 filled in by the desk, 24 chosen without a suggestion',
    )
    expect(within(region).queryByText('What was changed into what')).not.toBeInTheDocument()
  })
})
