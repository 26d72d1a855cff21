import type { Component } from 'svelte';
import type { Site } from '#schema/site/site.ts';
import type { SitesTexts } from './texts/texts.ts';
import type { IconName } from '../ui/icons.ts';
import type { SiteRoom } from './site-room.svelte.ts';

/** What a section of a site's settings gets. */
export interface SectionProps {
  readonly room: SiteRoom;
  readonly site: Site;
  /** There is a line: without one it only shows. */
  readonly mayChange: boolean;
}

/** What they are about, in the order in which they are shown. */
export const SECTION_GROUPS = ['chat', 'talk', 'visitors', 'data'] as const;
export type SectionGroup = (typeof SECTION_GROUPS)[number];

interface SiteSection {
  /** Its last word in the address. */
  readonly id: string;
  readonly group: SectionGroup;
  readonly icon: IconName;
  readonly title: (texts: SitesTexts) => string;
  readonly load: () => Promise<{ readonly default: Component<SectionProps> }>;
}

/** The pages of a site's settings, in the order in which they are shown; each is fetched when it is opened. */
export const SITE_SECTIONS = [
  {
    id: 'snippet',
    group: 'chat',
    icon: 'link',
    title: (texts) => texts.snippet.title,
    load: () => import('./sections/snippet/SnippetSection.svelte'),
  },
  {
    id: 'origins',
    group: 'chat',
    icon: 'globe',
    title: (texts) => texts.origins,
    load: () => import('./sections/origins/OriginsSection.svelte'),
  },
  {
    id: 'look',
    group: 'chat',
    icon: 'picture',
    title: (texts) => texts.look.title,
    load: () => import('./sections/look/LookSection.svelte'),
  },
  {
    id: 'words',
    group: 'chat',
    icon: 'chat',
    title: (texts) => texts.words.title,
    load: () => import('./sections/words/WordsSection.svelte'),
  },
  {
    id: 'start',
    group: 'chat',
    icon: 'eye',
    title: (texts) => texts.live.start,
    load: () => import('./sections/start/StartSection.svelte'),
  },
  {
    id: 'form',
    group: 'talk',
    icon: 'note',
    title: (texts) => texts.form,
    load: () => import('./sections/form/FormSection.svelte'),
  },
  {
    id: 'nobody',
    group: 'talk',
    icon: 'clock',
    title: (texts) => texts.nobody,
    load: () => import('./sections/nobody/NobodySection.svelte'),
  },
  {
    id: 'callback',
    group: 'talk',
    icon: 'phone',
    title: (texts) => texts.callback,
    load: () => import('./sections/callback/CallbackSection.svelte'),
  },
  {
    id: 'rating',
    group: 'talk',
    icon: 'star',
    title: (texts) => texts.rating,
    load: () => import('./sections/rating/RatingSection.svelte'),
  },
  {
    id: 'mail',
    group: 'talk',
    icon: 'mail',
    title: (texts) => texts.mail.title,
    load: () => import('./sections/mail/MailSection.svelte'),
  },
  {
    id: 'invitations',
    group: 'visitors',
    icon: 'reply',
    title: (texts) => texts.live.invitations,
    load: () => import('./sections/invitations/InvitationsSection.svelte'),
  },
  {
    id: 'tracking',
    group: 'visitors',
    icon: 'people',
    title: (texts) => texts.live.tracking,
    load: () => import('./sections/tracking/TrackingSection.svelte'),
  },
  {
    id: 'identity',
    group: 'visitors',
    icon: 'person',
    title: (texts) => texts.identity,
    load: () => import('./sections/identity/IdentitySection.svelte'),
  },
  {
    id: 'consent',
    group: 'data',
    icon: 'check',
    title: (texts) => texts.live.consent,
    load: () => import('./sections/consent/ConsentSection.svelte'),
  },
  {
    id: 'privacy',
    group: 'data',
    icon: 'lock',
    title: (texts) => texts.privacy,
    load: () => import('./sections/privacy/PrivacySection.svelte'),
  },
] as const satisfies readonly SiteSection[] as readonly SiteSection[];
