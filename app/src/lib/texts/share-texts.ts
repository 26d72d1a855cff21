/** The page that asks where words go that another program has shared. */
export interface ShareTexts {
  readonly title: string;
  readonly hint: string;
  readonly nowhere: string;
  readonly drop: string;
  readonly nothing: { readonly title: string; readonly hint: string };
}
