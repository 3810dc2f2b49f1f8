/** How a ticket that is assigned to no one is spoken of. */
export const NOBODY = 'Nobody'
