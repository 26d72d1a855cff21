/** What a token of the site says; whether it is true, the server decides. */
export interface Claims {
  readonly person: string;
  /** As the record keeps what was told last. */
  readonly told: string;
}

const MARK = 'jwt:';

/** Null for what is no token at all. */
export function claimsOf(token: string): Claims | null {
  try {
    const text = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const said = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
    const { sub, name, email, phone, address, attributes } = said;
    return typeof sub === 'string'
      ? { person: sub, told: MARK + JSON.stringify([sub, name, email, phone, address, attributes]) }
      : null;
  } catch {
    return null;
  }
}

/** Whom the record takes this device for; null: nobody who was signed. */
export function personIn(told: string): string | null {
  if (!told.startsWith(MARK)) return null;
  try {
    const [person] = JSON.parse(told.slice(MARK.length)) as readonly unknown[];
    return typeof person === 'string' ? person : null;
  } catch {
    // Of a record that was damaged: whoever is signed next is told anew.
    return null;
  }
}
