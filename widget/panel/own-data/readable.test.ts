import { expect, test } from 'vitest';
import type { OwnData } from '#schema/http/own-data.ts';
import { readable } from './readable.ts';

const DATA: OwnData = {
  exportedAt: 1_760_000_000_000,
  contact: { name: 'Zoë <b>' },
  verified: { site: 'shop', person: '7', fields: { email: 'z@example.com' }, at: 1 },
  visits: [{ visit: 1, at: 1_760_000_000_000, page: 'https://shop.example/a' }],
  conversations: [
    {
      id: 'c',
      site: 'shop',
      state: 'active',
      startedAt: 1_760_000_000_000,
      lines: [
        {
          ...{ at: 1, from: 'you', name: '', kind: 'started', invited: 'May I help?' },
          answers: [{ ask: 'Order?', answer: 'A-17' }],
        },
        { at: 2, from: 'you', name: '', kind: 'text', text: '<script>alert(1)</script>', edited: true },
        { at: 3, from: 'you', name: '', kind: 'text', deleted: true },
        { at: 3, from: 'you', name: '', kind: 'rated', score: 4, comment: 'quick' },
        { at: 3, from: 'you', name: '', kind: 'callback-asked', phone: '+48 600', when: null },
        { at: 4, from: 'us', name: 'Anna', kind: 'text', text: 'Hello & welcome' },
      ],
      read: 4,
    },
  ],
  letters: [{ at: 1, kind: 'answer', state: 'sent', conversation: 'c' }],
};

test('PRIV1 the page to read has all of it in words, and what was written is text there', () => {
  for (const language of ['en', 'ru', 'pl'] as const) {
    const page = readable(DATA, language);
    for (const part of [
      'Zoë &lt;b&gt;',
      'z@example.com',
      'https://shop.example/a',
      'Anna',
      'Hello &amp; welcome',
      'May I help?',
      'A-17',
      '4 / 5',
      'quick',
      '+48 600',
    ])
      expect(page).toContain(part);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/ (src|href)=/);
  }
});

test('PRIV1 KEEP1 the page to read names the conversations that are damaged, and has no such heading where there are none', () => {
  for (const [language, words] of [
    ['en', 'damaged'],
    ['ru', 'повреждены'],
    ['pl', 'uszkodzone'],
  ] as const) {
    expect(readable({ ...DATA, unreadable: ['talk-1'] }, language)).toMatch(new RegExp(`${words}.*talk-1`, 's'));
    expect(readable(DATA, language)).not.toContain(words);
    // Of the card too.
    expect(readable({ ...DATA, cardUnreadable: true }, language)).toMatch(/<p><i>[^<]{40,}<\/i><\/p>/);
    expect(readable(DATA, language)).not.toMatch(/<p><i>[^<]{40,}<\/i><\/p>/);
  }
});
