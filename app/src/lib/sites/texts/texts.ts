import type { AccentContrast } from '#schema/site/contrast.ts';
import type { SiteLanguage } from '#schema/site/languages.ts';
import type { PreviewScheme } from '#schema/site/preview.ts';
import type { SiteLook } from '#schema/site/parts/look.ts';

/** The places where the widget stands, and what is set for each. */
export interface SitesTexts {
  readonly title: string;
  readonly lead: string;
  readonly count: (sites: number) => string;
  /** Of the one that has no name yet. */
  readonly unnamed: string;
  readonly back: string;
  readonly offline: string;
  readonly gone: string;
  readonly idInUse: string;
  readonly nameInUse: string;
  readonly adminsOnly: string;
  /** Why something was not saved, and what to do. */
  readonly notSaved: {
    readonly [Failure in 'no-network' | 'unauthorized' | 'too-many' | 'forbidden' | 'invalid' | 'broken']: string;
  } & { readonly meanwhile: (buttons: { readonly save: string; readonly drop: string }) => string };
  /** Behind each of them. */
  readonly isKept: string;
  readonly add: {
    readonly title: string;
    readonly lead: string;
    readonly name: string;
    readonly id: string;
    readonly idHint: string;
    readonly idWrong: string;
    readonly button: string;
  };
  readonly name: string;
  readonly sections: string;
  readonly groups: { readonly [Group in 'chat' | 'talk' | 'visitors' | 'data']: string };
  /** Names of sections whose words are their own. */
  readonly form: string;
  readonly nobody: string;
  readonly archive: { readonly title: string; readonly lead: string; readonly button: string; readonly mark: string };
  readonly restore: { readonly lead: string; readonly button: string };
  readonly unsaved: string;
  readonly wrong: string;
  readonly showWrong: string;
  readonly drop: string;
  readonly languages: { readonly [Language in SiteLanguage]: string };
  /** Titles of sections whose other words come with them. */
  readonly rating: string;
  readonly callback: string;
  readonly mail: {
    readonly title: string;
    readonly lead: string;
    readonly isOn: string;
    readonly isOnHint: string;
    readonly after: string;
    readonly afterHint: string;
    readonly replyTo: string;
    readonly replyToHint: string;
    readonly replyToWrong: string;
    /** Before the way to the page where mail is set up. */
    readonly server: string;
  };
  readonly live: {
    readonly start: string;
    readonly invitations: string;
    readonly tracking: string;
    readonly consent: string;
  };
  readonly snippet: {
    readonly title: string;
    readonly lead: string;
    readonly copy: string;
    readonly copied: string;
    readonly policy: string;
    readonly policyLead: string;
    readonly more: string;
    readonly demo: string;
    /** The chat as a page of its own, and the plain link to it in the snippet. */
    readonly page: string;
    readonly pageLead: string;
    readonly plain: string;
    readonly plainLead: string;
    readonly openPage: string;
    readonly link: string;
  };
  readonly look: {
    readonly title: string;
    readonly lead: string;
    /** It was chosen long ago, or a colleague has let it go. */
    readonly noPicture: string;
    readonly accent: string;
    readonly pick: string;
    readonly accentHint: string;
    readonly ownAccent: string;
    readonly scheme: string;
    readonly schemes: { readonly [Scheme in SiteLook['scheme']]: string };
    readonly side: string;
    readonly sides: { readonly [Side in SiteLook['side']]: string };
    readonly size: string;
    readonly aside: string;
    readonly above: string;
    readonly radius: string;
    readonly px: (least: number, most: number) => string;
    readonly layer: string;
    readonly layerHint: string;
    readonly variables: string;
    readonly contrast: {
      readonly good: (ratio: string) => string;
      readonly bad: (where: string, ratio: string) => string;
      readonly where: Readonly<Record<keyof AccentContrast, string>>;
      readonly better: (colour: string) => string;
    };
  };
  readonly words: {
    readonly title: string;
    readonly lead: string;
    readonly fields: {
      readonly [Field in 'title' | 'greeting' | 'more']: { readonly label: string; readonly hint: string };
    };
    readonly own: string;
  };
  /** Titles of sections that bring their other words along. */
  readonly identity: string;
  readonly origins: string;
  readonly privacy: string;
  readonly preview: {
    readonly title: string;
    readonly open: string;
    readonly lead: string;
    readonly language: string;
    readonly scheme: string;
    readonly schemes: { readonly [Scheme in PreviewScheme]: string };
    readonly width: string;
    readonly widths: { readonly computer: string; readonly phone: string };
    readonly tryIt: string;
    /** In its place while there is no line. */
    readonly offline: string;
  };
}
