/** What we know of a visitor. An absent field is left as it was; an empty one is forgotten. */
export interface ContactFields {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
}
