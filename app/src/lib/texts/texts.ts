import type { BlocksTexts } from './blocks-texts.ts';
import type { CardTexts } from './card-texts.ts';
import type { ContactTexts, EraseTexts } from './contact-texts.ts';
import type { StaffRole } from '#schema/words.ts';
import type { FindTexts } from './find-texts.ts';
import type { HistoryTexts } from './history-texts.ts';
import type { EditingTexts } from './editing-texts.ts';
import type { EmojiTexts } from './emoji-texts.ts';
import type { FilesTexts } from './files-texts.ts';
import type { InboxTexts } from './inbox-texts.ts';
import type { KeyboardTexts } from './keyboard-texts.ts';
import type { TeamTexts } from './team-texts.ts';
import type { ListsTexts } from './lists-texts.ts';
import type { NotifyTexts } from './notify-texts.ts';
import type { RequestsTexts } from './requests-texts.ts';
import type { RoomsTexts } from './rooms-texts.ts';
import type { FormsTexts } from './forms-texts.ts';
import type { ScheduleTexts } from './schedule-texts.ts';
import type { ShareTexts } from './share-texts.ts';
import type { TeamworkTexts } from './teamwork-texts.ts';
import type { TemplatesTexts } from './templates-texts.ts';
import type { ActionsTexts, ComposerTexts, HeldTexts, MarksTexts, RejectedTexts, ThreadTexts } from './thread-texts.ts';

/** Every word of the app in one language. A language is one file that has this shape (docs/decisions/texts.md). */
export interface Texts {
  readonly language: string;
  readonly languageName: string;
  /** As many as FRIENDLY_ANIMALS of schema/friendly-name.ts. */
  readonly animals: readonly string[];
  readonly common: {
    readonly range: (least: number, most: number) => string;
    readonly skip: string;
    readonly cancel: string;
    readonly save: string;
    readonly close: string;
    readonly dismiss: string;
    readonly retry: string;
    readonly back: string;
    readonly you: string;
    readonly loading: string;
    readonly notFound: string;
    readonly somethingBroke: string;
    readonly reload: string;
    /** Of a page whose files this device could not get, and what will become of it. */
    readonly notHere: string;
    readonly notHereHint: string;
  };
  readonly line: {
    readonly label: string;
    readonly synced: string;
    readonly sending: string;
    readonly connecting: string;
    readonly offlineSince: (time: string) => string;
    readonly repliesWaiting: (count: number) => string;
    readonly actionsWaiting: (count: number) => string;
    readonly draftsHere: (count: number) => string;
    readonly needYou: (count: number) => string;
    readonly signInAgain: string;
    readonly signIn: string;
    readonly tooOld: string;
    readonly stopped: string;
    readonly storage: { readonly [State in 'unavailable' | 'full' | 'wiped' | 'closed']: string };
  };
  readonly sections: {
    readonly label: string;
    readonly mine: string;
    readonly new: string;
    readonly others: string;
    readonly missed: string;
    readonly requests: string;
    readonly closed: string;
    readonly all: string;
    readonly empty: {
      readonly [Section in 'mine' | 'new' | 'others' | 'missed' | 'requests' | 'closed' | 'all']: {
        readonly title: string;
        readonly hint: string;
      };
    };
  };
  readonly list: {
    readonly label: string;
    readonly noWords: string;
    readonly unread: string;
    readonly waiting: string;
    readonly yourWords: (text: string) => string;
    /** Somebody of us, perhaps not oneself. */
    readonly ourWords: (text: string) => string;
    readonly answers: (name: string) => string;
    /** Whoever answers has no connection. */
    readonly answersGone: (name: string) => string;
    /** Taken without a connection: one word. */
    readonly tentative: string;
    readonly unsent: string;
    readonly needsYou: string;
    readonly draft: string;
    readonly nothingOpen: string;
    readonly nothingOpenHint: string;
  };
  readonly inbox: InboxTexts;
  /** Told to whoever returns. */
  readonly wentOn: { readonly title: string };
  readonly thread: ThreadTexts;
  readonly actions: ActionsTexts;
  readonly marks: MarksTexts;
  readonly composer: ComposerTexts;
  readonly held: HeldTexts;
  readonly rejected: RejectedTexts;
  readonly team: TeamTexts;
  readonly handOver: {
    readonly title: string;
    readonly nobody: string;
  };
  readonly contact: ContactTexts;
  /** Forgetting a person for good. */
  readonly erase: EraseTexts;
  readonly signIn: {
    readonly title: string;
    readonly lead: string;
    readonly email: string;
    readonly password: string;
    readonly submit: string;
    readonly wrong: string;
    readonly tooMany: string;
    readonly noNetwork: string;
    readonly continueAs: (name: string) => string;
  };
  readonly setup: {
    readonly title: string;
    readonly lead: string;
    readonly name: string;
    readonly passwordHint: string;
    readonly submit: string;
    readonly noToken: string;
    readonly badToken: string;
    readonly alreadyDone: string;
  };
  readonly settings: {
    readonly title: string;
    readonly backToDesk: string;
    readonly you: string;
    readonly language: string;
    readonly languageAuto: string;
    readonly theme: string;
    readonly themes: { readonly auto: string; readonly light: string; readonly dark: string };
    readonly sendKey: string;
    readonly sendKeys: { readonly modEnter: (key: string) => string; readonly enter: string };
    readonly people: string;
    readonly peopleLead: string;
    readonly role: string;
    readonly roles: { readonly [Role in StaffRole]: string };
    readonly roleHint: { readonly [Role in StaffRole]: string };
    readonly addPerson: string;
    readonly firstPassword: string;
    readonly firstPasswordHint: string;
    readonly add: string;
    readonly added: (name: string) => string;
    readonly needsNetwork: string;
    readonly addressInUse: string;
    readonly sessions: string;
    readonly sessionsLead: string;
    readonly thisDevice: string;
    /** One that does not say what it is. */
    readonly unknownDevice: string;
    readonly signOutSession: string;
    readonly lastUsed: (time: string) => string;
    readonly about: string;
    readonly build: string;
    readonly signOut: string;
    readonly signOutWarning: (count: number) => string;
    readonly signOutDrop: string;
    readonly staySignedIn: string;
    readonly failed: string;
  };
  readonly find: FindTexts;
  readonly history: HistoryTexts;
  readonly editing: EditingTexts;
  readonly emoji: EmojiTexts;
  readonly files: FilesTexts;
  readonly keyboard: KeyboardTexts;
  readonly card: CardTexts;
  readonly lists: ListsTexts;
  readonly notify: NotifyTexts;
  readonly requests: RequestsTexts;
  readonly rooms: RoomsTexts;
  readonly schedule: ScheduleTexts;
  readonly blocks: BlocksTexts;
  readonly forms: FormsTexts;
  readonly share: ShareTexts;
  readonly teamwork: TeamworkTexts;
  readonly templates: TemplatesTexts;
  readonly app: {
    readonly install: string;
    readonly installHint: string;
    readonly updateReady: string;
    readonly updateNeeded: string;
    readonly updateKeeps: (drafts: number, commands: number) => string;
    readonly updateNow: string;
    readonly later: string;
    readonly settings: string;
    readonly shortcuts: string;
    readonly desk: string;
  };
}
