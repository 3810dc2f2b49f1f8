const integer = new Intl.NumberFormat('en')
const decimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 })

export const formatCount = (value: number): string => integer.format(value)
/** As far as an estimate deserves: "480", "61K", "1.7M". */
export const formatRoughly = (value: number): string => compact.format(value)
export const formatDecimal = (value: number): string => decimal.format(value)

/** "1 ticket", "2 tickets". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${integer.format(count)} ${count === 1 ? one : many}`
}

const cents = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const fractions = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 2,
})

/** US dollars from the API's decimal: "$12.40", and small sums so that they do not read as nothing: "$0.0042". */
export function formatCost(amount: string): string {
  const value = Number(amount)
  return value > 0 && value < 0.1 ? fractions.format(value) : cents.format(value)
}
