/** A template to begin with; its id makes it one and the same for whoever adds it. */
export interface Starter {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly text: string;
}
