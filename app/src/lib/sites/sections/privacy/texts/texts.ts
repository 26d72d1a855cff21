/** What is kept of visitors of a site. */
export interface PrivacyTexts {
  readonly lead: string;
  readonly keep: string;
  readonly asWorkspace: string;
  readonly ownTime: string;
  readonly days: string;
  readonly daysHint: (least: number, most: number) => string;
  readonly selfService: string;
  readonly selfServiceHint: string;
  readonly parameters: string;
  readonly parametersHint: string;
  readonly parametersWrong: string;
  readonly short: string;
  readonly shortHint: string;
}
