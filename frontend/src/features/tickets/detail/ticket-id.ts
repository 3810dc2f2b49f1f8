/** The id in an address, if it is one: a whole number that a number can hold. */
export function parseTicketId(text: string | undefined): number | undefined {
  if (!text || !/^[1-9]\d*$/.test(text)) return undefined
  const id = Number(text)
  return Number.isSafeInteger(id) ? id : undefined
}
