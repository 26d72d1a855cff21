/** One write to a server-written document, in order. */
export type DocumentWrite =
  | { readonly kind: 'push'; readonly root: string; readonly value: object }
  | { readonly kind: 'set'; readonly root: string; readonly key: string; readonly value: unknown }
  | { readonly kind: 'delete'; readonly root: string; readonly key: string };
