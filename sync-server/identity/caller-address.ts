/** Where `api/` tells the caller's address; whatever the caller says there is overwritten. */
export const ADDRESS_HEADER = 'x-holdline-address';
