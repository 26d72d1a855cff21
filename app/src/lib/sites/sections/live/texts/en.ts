import { counting } from '../../../../texts/plural.ts';
import type { LiveSettingsTexts } from './texts.ts';

const count = counting('en');
const seconds = (n: number): string => count(n, { one: 'second', other: 'seconds' });
const campaign = { source: 'source', medium: 'medium', campaign: 'name', term: 'term', content: 'content' };
const device = { phone: 'a phone', tablet: 'a tablet', desktop: 'a computer' };

export const en: LiveSettingsTexts = {
  start: {
    title: 'When the button shows',
    lead: 'Whoever has begun a conversation always sees the button, whatever is chosen here.',
    label: 'The chat button shows',
    show: { always: 'Always', duty: 'Only while somebody is on duty', rules: 'By rules' },
    hints: {
      always: 'While nobody is on duty visitors leave a request.',
      duty: 'Each page asks the server whether somebody is, when it opens and each minute while it is looked at, so before a visitor touches the chat. It tells nothing about the visitor.',
      rules:
        'Decided in the browser, from one small file that each page fetches. Nothing about the visitor is told to the server; where a rule asks whether somebody is on duty, the page asks that each minute.',
    },
    shows: 'The button shows when',
  },
  rules: {
    label: 'Conditions',
    match: { all: 'All of these are so', any: 'Any of these is so' },
    kinds: {
      page: 'Page',
      seconds: 'Time on the page',
      scroll: 'Scrolled',
      visits: 'Visits',
      campaign: 'Campaign',
      language: 'Language',
      device: 'Device',
      duty: 'Somebody on duty',
    },
    campaign: { source: 'Source', medium: 'Medium', campaign: 'Name', term: 'Term', content: 'Content' },
    device: { phone: 'Phone', tablet: 'Tablet', desktop: 'Computer' },
    condition: (n) => `Condition ${n}`,
    is: 'is',
    isNot: 'is not',
    field: 'Part of the campaign',
    value: 'Value',
    seconds: 'seconds or more',
    percent: '% of the page or more',
    visits: 'visits or more',
    empty: 'Write what to compare it with.',
    languageHint: 'As browsers name it: en, or en-GB for one country.',
    pageHint: '/cart* is every address that begins so; * is anything. With a host: shop.example/*',
    add: 'Add a condition',
    remove: (n) => `Remove condition ${n}`,
    none: 'No conditions: it always holds.',
    most: 'A rule has at most twenty conditions.',
    always: 'always',
    and: 'and',
    or: 'or',
    said: (condition) => {
      const { not } = condition;
      switch (condition.kind) {
        case 'page':
          return `the page is ${not ? 'not ' : ''}${condition.is}`;
        case 'seconds':
          return `the page has been open for ${not ? 'less than' : 'at least'} ${seconds(condition.least)}`;
        case 'scroll':
          return `${not ? 'less than ' : 'at least '}${condition.least}% of the page was scrolled through`;
        case 'visits':
          return not ? `there were fewer than ${condition.least} visits` : `it is visit ${condition.least} or later`;
        case 'campaign':
          return `the campaign’s ${campaign[condition.field]} is ${not ? 'not ' : ''}${condition.is}`;
        case 'language':
          return `the browser’s language is ${not ? 'not ' : ''}${condition.is}`;
        case 'device':
          return `it is ${not ? 'not ' : ''}${device[condition.is]}`;
        case 'duty':
          return not ? 'nobody is on duty' : 'somebody is on duty';
      }
    },
  },
  tryIt: {
    title: 'Try it',
    lead: 'What would happen on this page, to this visitor? Nothing is saved or sent.',
    address: 'Address of a page',
    seconds: 'Seconds on it',
    scroll: 'Scrolled, %',
    visits: 'Which visit',
    language: 'Language',
    device: 'Device',
    duty: 'Somebody is on duty',
    notAnAddress: 'An address begins with https://',
    shown: 'The button shows.',
    hidden: 'The button does not show.',
    fires: (name) => `“${name}” is shown.`,
    firesNothing: 'No invitation is shown.',
    isSo: 'so',
    isNotSo: 'not so',
  },
  invitations: {
    title: 'Invitations',
    lead: 'A small bubble beside the button, with words of yours. It takes no place of the page, and a click or Escape closes it. Who has a conversation is not invited.',
    from: 'Whose words they are',
    fromHint: 'A person’s or the company’s name, as visitors see it. Empty: the title of the chat.',
    add: 'Add an invitation',
    empty: 'Nobody is invited by itself.',
    name: 'Name, for you and your colleagues',
    nameless: 'No name yet',
    wrongRules: 'One of its conditions has no value that fits.',
    newName: (n) => `Invitation ${n}`,
    on: 'On',
    off: 'off',
    words: (language) => `Words in ${language}`,
    wordsHint: 'Where a language has none, those of another are shown.',
    every: 'One visitor sees it at most',
    everies: { visit: 'Once a visit', day: 'Once a day', ever: 'Once' },
    everySaid: { visit: 'once a visit', day: 'once a day', ever: 'once and never again' },
    shownWhen: 'Shown when',
    most: 'A site has at most twenty invitations.',
    removed: (name) => `${name} is removed.`,
    undo: 'Undo',
    remove: (name) => `Remove ${name}`,
    order: 'The first whose conditions hold is shown.',
    noWords: 'It has no words yet, and is not shown.',
  },
  tracking: {
    title: 'Who is on the site',
    lead: 'Operators see which pages are being looked at, and may invite a visitor with words of their own.',
    on: 'Show operators who is on the site',
    onHint:
      'Turned off, no page tells us anything about a visitor before they write. Rules of the button and invitations still fetch their file, and ask whether somebody is on duty where they need it.',
    told: 'Told by each page: its address without the query, its title, where the visitor came from, the campaign, device, language, time zone, and the number of the visit.',
    country:
      'The country is shown only where the proxy in front of the server tells it in the header CF-IPCountry, as Cloudflare does, and the server was started with TRUST_PROXY=on.',
    kept: 'Kept only while the visitor is there, in the memory of the server. On the visitor’s device: a random name for this browser and the number of visits, so your privacy policy should mention it.',
    bots: 'Search engines and scripts are not shown.',
    open: 'See who is on the site now',
  },
  consent: {
    title: 'Consent',
    lead: 'Where the law asks for it: nothing is kept on the visitor’s device and nothing is told to the server before a yes.',
    needed: 'Ask before the chat begins',
    neededHint:
      'The yes is noted with its time in each conversation, and can be taken back in the chat’s menu. Before it the page fetches the small file with this question and, where a rule needs it, asks whether somebody is on duty; neither tells anything about the visitor.',
    words: (language) => `What is asked in ${language}`,
    wordsHint: 'Empty: “To answer you, we keep what you write here, and the page from which you write. Do you agree?”',
    link: 'Link to your privacy policy',
    linkHint: 'Shown behind the question.',
    linkWrong: 'A link begins with https://',
    api: "Pages with a banner of their own tell the answer by holdline('consent', true).",
  },
};
