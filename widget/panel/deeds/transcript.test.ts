import { expect, test } from 'vitest';
import { ANNA, NOON, said, talk, VISITOR } from '#schema/commands/decide.fixtures.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { transcriptHtml, transcriptText, type TranscriptWords } from './transcript.ts';

const words: TranscriptWords = {
  language: 'en',
  title: 'Conversation',
  place: 'shop.example',
  you: 'You',
  support: 'Support',
  gone: 'Message deleted',
  edited: 'edited',
  notWhole: 'Earlier messages are not here.',
  event: ({ kind, by }) => (kind === 'taken' ? `${by.name} joined` : null),
  file: ({ name }) => `File: ${name}`,
  day: (at) => (at < NOON + 4_000 ? 'Tuesday' : 'Wednesday'),
  clock: (at) => String((at - NOON) / 1000),
};

const file = { id: 'f', name: 'a.pdf', type: 'application/pdf', size: 3 } as never;
const conversation = talk(
  [VISITOR, said('Hello <b onclick="x()">& co</b>\nsecond line')],
  [ANNA, { kind: 'taken' }],
  [ANNA, said('Hi')],
  [ANNA, { kind: 'edited', message: '018bcfe5-6800-7000-8000-000000000004' as never, text: 'Hi there', rev: 1 }],
  [ANNA, said('a secret')],
  [ANNA, { kind: 'unsent', message: '018bcfe5-6800-7000-8000-000000000006' as never, rev: 1 }],
  [ANNA, { kind: 'said', text: 'a.pdf', file }],
) as Conversation;

test('SCRIPT1 as text: days, who said what as it reads now, what happened, and nothing of what was taken back', () => {
  expect(transcriptText(conversation, true, words)).toBe(`Conversation
shop.example

Tuesday

2  You: Hello <b onclick="x()">& co</b>
       second line
3  — Anna joined

Wednesday

4  Anna: Hi there (edited)
6  Anna: Message deleted
8  Anna: File: a.pdf
`);
  expect(transcriptText(conversation, false, words)).toContain('\nEarlier messages are not here.\n');
});

test('SCRIPT1 as a page: what was said in it is text, whatever it is, and it asks nobody for anything', () => {
  const html = transcriptHtml(conversation, true, words);
  expect(html).toContain('Hello &lt;b onclick=&quot;x()&quot;&gt;&amp; co&lt;/b&gt;');
  expect(html).not.toContain('<b onclick');
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/https?:|src=|<script/);
  expect(html).not.toContain('a secret');
});
