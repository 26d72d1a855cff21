/** What waits of who has signed out and no storage took (parting.ts), by site: it outlives the panel in which they did. */
export const unkeptPartings = new Map<string, readonly unknown[]>();
