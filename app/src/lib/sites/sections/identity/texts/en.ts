import type { IdentityTexts } from './texts.ts';

export const en: IdentityTexts = {
  secret: 'Secret of this site',
  secretLead:
    'Your server signs with it who is signed in on your pages. Then operators see that the name is verified, and that person has the same conversation on all devices. Keep it like a password: on your server, never in a page.',
  none: 'There is no secret yet: nobody can be signed.',
  make: 'Make a secret',
  renew: 'Make a new one',
  renewLead: 'The present one goes on holding, until you end it: change your server first.',
  current: 'Present secret',
  before: 'Secret of before, still holds',
  made: (when) => `Made ${when}`,
  show: 'Show',
  hide: 'Hide',
  copy: 'Copy',
  copied: 'Copied',
  end: 'End it',
  endLead: 'What is signed with it is refused from then on. That cannot be taken back.',
  off: 'End it, nobody can be signed then',
  told: { made: 'There is a new secret. Put it into your server.', ended: 'The secret is ended.' },
  code: 'How your server signs',
  codeLead: 'A JWT (HS256) that ends soon, made anew for each page. sub is your own, lasting number of the person.',
  language: 'Language of your server',
  onServer: 'On your server',
  onPage: 'On the page, when the person is signed in',
  onLeaving: 'On the page, when the person signs out: nothing of them stays on that device',
  rules: 'Who is not signed',
  rulesLead: 'What visitors say of themselves, and what a page says without a signature.',
  verifiedOnly: 'Mark what is not verified',
  verifiedOnlyHint:
    'Operators see beside each name of this site that it was not signed. Turn it on once your pages sign.',
};
