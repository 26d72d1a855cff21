/** What visitors left while nobody was on duty. */
export interface RequestsTexts {
  /** Over its conversation, and what becomes of an answer. */
  readonly left: string;
  /** Under its words. */
  readonly mark: string;
  /** They left neither e-mail nor phone. */
  readonly noReach: string;
}
