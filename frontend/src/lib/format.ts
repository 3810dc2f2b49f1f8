const integer = new Intl.NumberFormat('en')
const decimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const formatCount = (value: number): string => integer.format(value)
export const formatDecimal = (value: number): string => decimal.format(value)

/** "1 ticket", "2 tickets". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${integer.format(count)} ${count === 1 ? one : many}`
}
