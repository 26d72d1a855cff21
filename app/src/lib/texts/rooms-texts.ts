/** What colleagues say among themselves: direct chats and rooms. */
export interface RoomsTexts {
  readonly title: string;
  /** Behind the title, where something is unread. */
  readonly unread: (count: number) => string;
  readonly rooms: string;
  readonly people: string;
  readonly noRooms: string;
  readonly newRoom: string;
  readonly choose: { readonly title: string; readonly hint: string };
  readonly noWords: string;
  readonly yours: (words: string) => string;
  readonly by: (name: string, words: string) => string;
  readonly findPerson: string;
  readonly filter: string;
  /** Above what was found in what was said, and below it. */
  readonly said: string;
  readonly onDevice: string;
  readonly nobodyFound: string;
  readonly empty: (name: string) => string;
  readonly emptyHint: string;
  readonly unknown: string;
  readonly unknownHint: string;
  readonly notIn: string;
  readonly notInHint: string;
  readonly members: (count: number) => string;
  readonly manage: string;
  readonly name: string;
  readonly inRoom: string;
  readonly whoElse: string;
  readonly create: string;
  readonly add: string;
  readonly remove: (name: string) => string;
  readonly addBack: string;
  readonly removed: string;
  readonly leave: string;
  readonly leaveHint: string;
  readonly placeholder: (name: string) => string;
  readonly label: string;
  readonly onlyHere: string;
  readonly writeTo: string;
  readonly event: {
    /** Behind some names. */
    readonly others: (count: number) => string;
    readonly opened: (who: string, name: string) => string;
    readonly renamed: (who: string, name: string) => string;
    readonly joined: (who: string, whom: string) => string;
    readonly left: (who: string) => string;
    readonly removed: (who: string, whom: string) => string;
  };
}
