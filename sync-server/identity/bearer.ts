/** The token of an `Authorization: Bearer` header. */
export const bearerOf = (headers: Headers): string | null =>
  /^bearer +([^\s,]+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
