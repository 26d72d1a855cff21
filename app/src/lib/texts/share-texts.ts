/** The page that asks where something goes that another program has shared. */
export interface ShareTexts {
  readonly title: string;
  /** Of words alone, of files alone, and of both. */
  readonly hint: string;
  readonly hintFiles: string;
  readonly hintBoth: string;
  readonly nowhere: string;
  readonly nowhereFiles: string;
  readonly drop: string;
  /** The list of what was shared. */
  readonly files: string;
  /** On the button, before anybody was chosen. */
  readonly choose: string;
  readonly send: (files: number, name: string) => string;
  readonly offline: string;
  /** The device had no room for so many. */
  readonly lost: (files: number) => string;
  /** It came before the app was ready to take it. */
  readonly again: string;
  readonly failed: string;
  readonly nothing: { readonly title: string; readonly hint: string };
}
