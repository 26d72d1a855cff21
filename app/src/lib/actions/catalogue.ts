import type { IconName } from '../ui/icons.ts';

/** Where an action stands in the sheet and the palette, in this order. */
export const GROUPS = ['list', 'conversation', 'writing', 'go', 'app'] as const;
export type ActionGroup = (typeof GROUPS)[number];

export interface ActionShape {
  readonly group: ActionGroup;
  readonly icon: IconName;
  /** `j`, `?`, `g m`, `mod+k`; the first stands on buttons. None: only by the palette and its button. */
  readonly keys: readonly string[];
  /** Its keys are read where one writes: a field does something else with them everywhere else. */
  readonly isOfField?: true;
  /** Goes on while its key is held down. */
  readonly walks?: true;
}

/**
 * Everything a person can do by a key or the palette, one line each (README.md). What it is called stands in the texts, and what
 * it does is offered by whatever is on the screen.
 */
export const CATALOGUE = {
  'list.next': { group: 'list', icon: 'down', keys: ['j'], walks: true },
  'list.previous': { group: 'list', icon: 'up', keys: ['k'], walks: true },
  'section.mine': { group: 'list', icon: 'inbox', keys: ['g m', '1'] },
  'section.new': { group: 'list', icon: 'inbox', keys: ['g n', '2'] },
  'section.others': { group: 'list', icon: 'inbox', keys: ['g o', '3'] },
  'section.missed': { group: 'list', icon: 'inbox', keys: ['g u', '4'] },
  'section.requests': { group: 'list', icon: 'inbox', keys: ['g q', '5'] },
  'section.closed': { group: 'list', icon: 'inbox', keys: ['g c', '6'] },
  'section.all': { group: 'list', icon: 'inbox', keys: ['g a', '7'] },
  'list.filter': { group: 'list', icon: 'filter', keys: ['f'] },

  'conversation.take': { group: 'conversation', icon: 'take', keys: ['t'] },
  'conversation.hand-over': { group: 'conversation', icon: 'handOver', keys: ['a'] },
  'conversation.bring-in': { group: 'conversation', icon: 'person', keys: ['b'] },
  'conversation.leave': { group: 'conversation', icon: 'signOut', keys: ['x'] },
  'conversation.mute': { group: 'conversation', icon: 'mute', keys: ['m'] },
  'conversation.unmute': { group: 'conversation', icon: 'mute', keys: ['m'] },
  'conversation.tag': { group: 'conversation', icon: 'tag', keys: ['l'] },
  'conversation.block': { group: 'conversation', icon: 'lock', keys: ['v'] },
  'conversation.unblock': { group: 'conversation', icon: 'lock', keys: ['v'] },
  'conversation.close': { group: 'conversation', icon: 'check', keys: ['e'] },
  'conversation.reopen': { group: 'conversation', icon: 'reopen', keys: ['e'] },
  'conversation.details': { group: 'conversation', icon: 'panel', keys: ['d'] },
  'conversation.find': { group: 'conversation', icon: 'search', keys: ['s'] },
  'conversation.copy-link': { group: 'conversation', icon: 'link', keys: [] },

  'contact.tag': { group: 'conversation', icon: 'tag', keys: [] },
  'contact.note': { group: 'conversation', icon: 'note', keys: [] },
  'contact.task': { group: 'conversation', icon: 'check', keys: [] },

  'write.reply': { group: 'writing', icon: 'reply', keys: ['r'] },
  'write.note': { group: 'writing', icon: 'note', keys: ['n'] },
  'write.emoji': { group: 'writing', icon: 'emoji', keys: ['mod+e'] },
  'write.file': { group: 'writing', icon: 'attach', keys: ['u'] },
  'write.template': { group: 'writing', icon: 'template', keys: ['q'] },
  'write.save-template': { group: 'writing', icon: 'plus', keys: ['w'] },
  'write.edit-last': { group: 'writing', icon: 'edit', keys: ['up'], isOfField: true },

  'go.desk': { group: 'go', icon: 'inbox', keys: ['g d'] },
  'go.tasks': { group: 'go', icon: 'check', keys: ['g k'] },
  'go.rooms': { group: 'go', icon: 'chat', keys: ['g r'] },
  'go.new-room': { group: 'go', icon: 'people', keys: [] },
  'go.history': { group: 'go', icon: 'search', keys: ['h', 'g h'] },
  'go.search': { group: 'go', icon: 'search', keys: ['/'] },
  'go.visitors': { group: 'go', icon: 'eye', keys: ['g v'] },
  'go.templates': { group: 'go', icon: 'template', keys: ['g t'] },
  'go.settings': { group: 'go', icon: 'settings', keys: ['g s'] },
  'go.blocks': { group: 'go', icon: 'lock', keys: ['g b'] },
  'go.schedule': { group: 'go', icon: 'clock', keys: ['g w'] },
  'go.sites': { group: 'go', icon: 'link', keys: ['g i'] },
  'go.mail': { group: 'go', icon: 'mail', keys: [] },
  'go.team': { group: 'go', icon: 'team', keys: ['g p'] },

  'status.online': { group: 'app', icon: 'team', keys: [] },
  'status.away': { group: 'app', icon: 'team', keys: [] },
  'status.invisible': { group: 'app', icon: 'team', keys: [] },
  'status.offline': { group: 'app', icon: 'team', keys: [] },

  'app.palette': { group: 'app', icon: 'command', keys: ['mod+k'] },
  'app.shortcuts': { group: 'app', icon: 'keyboard', keys: ['?'] },
  'app.theme-auto': { group: 'app', icon: 'settings', keys: [] },
  'app.theme-light': { group: 'app', icon: 'settings', keys: [] },
  'app.theme-dark': { group: 'app', icon: 'settings', keys: [] },
} as const satisfies { readonly [id: string]: ActionShape };

export type ActionId = keyof typeof CATALOGUE;

export const ACTION_IDS = Object.keys(CATALOGUE) as readonly ActionId[];

export const isActionId = (text: unknown): text is ActionId =>
  typeof text === 'string' && Object.hasOwn(CATALOGUE, text);

export const shapeOf = (id: ActionId): ActionShape => CATALOGUE[id];
