import { expect, test } from 'vitest';
import { SITE_PART_NAMES, siteSettingsFrom, type SiteChange, type SitePartName } from '#schema/site/site-settings.ts';
import type { Site, SiteEdit } from '#schema/site/site.ts';
import { fail, ok } from '#schema/result.ts';
import { Forms } from '../device/forms.svelte.ts';
import type { SiteFailure } from './site-calls.ts';
import { SiteRoom } from './site-room.svelte.ts';

const SETTINGS = siteSettingsFrom(null);

/** A change of every part, as somebody types one. */
const CHANGES: Required<{ readonly [Name in SitePartName]: Partial<NonNullable<SiteChange[Name]>> }> = {
  look: { accent: '#0a7d55' },
  texts: { title: { en: 'Fern & Clay' } },
  form: { intro: { en: 'Two questions' } },
  nobody: { after: 45 },
  privacy: { keepDays: 30 },
  identity: { verifiedOnly: true },
  rating: { question: { en: 'Were we of help?' } },
  callback: { pages: ['/teapots/*'] },
  mail: { replyTo: 'help@shop.example' },
  origins: { list: ['https://shop.example'] },
  start: { show: 'duty' },
  invitations: { from: 'Anna' },
  tracking: { on: true },
  consent: { link: 'https://shop.example/privacy' },
};

/** A server with one site, and somebody else who is at it as well. */
class Server {
  site: Site = { id: 'shop', name: 'Shop', settings: SETTINGS };
  /** Of the next change; 'lost': it is done, and the answer does not come. */
  trouble: SiteFailure | 'lost' | null = null;
  readonly heard: SiteEdit[] = [];

  readonly calls = {
    read: () => Promise.resolve(ok([this.site])),
    add: () => Promise.reject(new Error('nobody adds a site')),
    seen: () => Promise.reject(new Error('nobody asks for it here')),
    change: (_id: string, edit: SiteEdit) => {
      this.heard.push(edit);
      const { trouble } = this;
      this.trouble = null;
      if (trouble !== null && trouble !== 'lost') return Promise.resolve(fail(trouble));
      for (const [part, was] of Object.entries(edit.was ?? {}))
        if (JSON.stringify(this.site.settings[part as SitePartName]) !== JSON.stringify(was))
          return Promise.resolve(fail('changed-meanwhile' as const));
      this.somebodySets(edit.settings ?? {});
      return Promise.resolve(trouble === 'lost' ? fail('no-network' as const) : ok(this.site));
    },
  };

  somebodySets(change: SiteChange): void {
    this.site = { ...this.site, settings: { ...this.site.settings, ...change } };
  }
}

async function openPage(server: Server, forms = new Forms(null, 'ann')): Promise<SiteRoom> {
  const room = new SiteRoom(server.calls, forms);
  await room.load();
  return room;
}

const FAILURES = ['broken', 'forbidden', 'invalid', 'no-network', 'unauthorized', 'too-many', 'refused'] as const;

test.each(SITE_PART_NAMES)(
  'FORM1 SITE6 %s: what cannot be saved says why, stays typed, also after a reload, and is saved by the next press',
  async (part) => {
    const forms = new Forms(null, 'ann');
    const server = new Server();
    const form = (await openPage(server, forms)).form('shop', part);
    form.write(CHANGES[part]);
    expect([form.isChanged, form.maySave]).toEqual([true, true]);
    for (const trouble of FAILURES) {
      server.trouble = trouble;
      await form.save();
      expect([form.failure, form.isSaved, form.maySave]).toEqual([trouble, false, true]);
      expect(form.value).toMatchObject(CHANGES[part]);
    }
    const again = (await openPage(server, forms)).form('shop', part);
    expect(again.isBack).toBe(true);
    expect(again.value).toMatchObject(CHANGES[part]);
    await again.save();
    expect([again.failure, again.isSaved]).toEqual([null, true]);
    expect(server.site.settings[part]).toMatchObject(CHANGES[part]);
    expect(forms.count).toBe(0);
  },
);

test('SITE6 of a part that somebody else has saved meanwhile only the fields that were typed are put over theirs', async () => {
  const server = new Server();
  const form = (await openPage(server)).form('shop', 'texts');
  form.write({ title: { en: 'Mine' } });
  server.somebodySets({ texts: { ...SETTINGS.texts, greeting: { en: 'Theirs' } } });
  await form.save();
  expect([form.failure, form.isSaved]).toEqual([null, true]);
  expect(server.site.settings.texts).toEqual({ ...SETTINGS.texts, title: { en: 'Mine' }, greeting: { en: 'Theirs' } });
});

test('SITE6 a field that both have changed is nobody’s until one says so: the first press tells, the second puts it over theirs', async () => {
  const server = new Server();
  const forms = new Forms(null, 'ann');
  const room = await openPage(server, forms);
  room.form('shop', 'texts').write({ title: { en: 'Mine' } });
  server.somebodySets({ texts: { ...SETTINGS.texts, title: { en: 'Theirs' } } });
  // Also where the page was opened anew in between, and what they have saved is all that it knows.
  const form = (await openPage(server, forms)).form('shop', 'texts');
  await form.save();
  expect([form.failure, form.isSaved, form.value.title]).toEqual(['changed-meanwhile', false, { en: 'Mine' }]);
  expect(server.site.settings.texts.title).toEqual({ en: 'Theirs' });
  await form.save();
  expect([form.failure, form.isSaved]).toEqual([null, true]);
  expect(server.site.settings.texts.title).toEqual({ en: 'Mine' });
});

test('SITE6 blanks around words, which the server does not keep, are nobody’s change, also where an answer was lost', async () => {
  const server = new Server();
  const room = await openPage(server);
  const form = room.form('shop', 'invitations');
  form.write({ from: 'Anna ' });
  server.trouble = 'lost';
  await form.save();
  expect([form.failure, form.isSaved]).toEqual(['no-network', false]);
  expect(server.site.settings.invitations.from).toBe('Anna');
  await room.load();
  expect([form.failure, form.isChanged, form.isSaved]).toEqual([null, false, true]);
  form.write({ from: 'Anna  ' });
  expect(form.isChanged).toBe(false);
  form.write({ from: 'Anna and Bob ' });
  await form.save();
  expect([form.failure, server.site.settings.invitations.from]).toEqual([null, 'Anna and Bob']);
});

test('SITE13 a condition that a colleague’s choice has put out of sight keeps nothing from being saved, and is there again with the rules', async () => {
  const server = new Server();
  const rules = { match: 'all', conditions: [{ kind: 'duty' }, { kind: 'seconds', least: NaN }] } as const;
  server.somebodySets({ start: { show: 'rules', rules: { match: 'all', conditions: [] } } });
  const room = await openPage(server);
  const form = room.form('shop', 'start');
  form.write({ rules });
  expect([form.isWrong, form.maySave]).toEqual([true, false]);
  server.somebodySets({ start: { show: 'always', rules: { match: 'all', conditions: [] } } });
  await room.load();
  expect([form.isWrong, form.maySave, form.value.rules]).toEqual([false, true, rules]);
  form.write({ show: 'rules' });
  expect([form.isWrong, form.value.rules]).toEqual([true, rules]);
  form.write({ show: 'duty' });
  await form.save();
  expect(server.site.settings.start).toEqual({ show: 'duty', rules: { match: 'all', conditions: [{ kind: 'duty' }] } });
});

test('SITE6 whoever is told of a colleague’s field and drops their own sees theirs', async () => {
  const server = new Server();
  const form = (await openPage(server)).form('shop', 'texts');
  form.write({ title: { en: 'Mine' } });
  server.somebodySets({ texts: { ...SETTINGS.texts, title: { en: 'Theirs' } } });
  await form.save();
  expect(form.failure).toBe('changed-meanwhile');
  form.drop();
  expect([form.failure, form.isChanged, form.value.title]).toEqual([null, false, { en: 'Theirs' }]);
});

test('SITE6 a save whose answer was lost is nobody else’s: the page says that it is saved once it has read it, and goes on from there', async () => {
  const server = new Server();
  const room = await openPage(server);
  const form = room.form('shop', 'consent');
  form.write({ link: 'https://shop.example/one' });
  server.trouble = 'lost';
  await form.save();
  expect([form.failure, form.isSaved]).toEqual(['no-network', false]);
  await room.load();
  expect([form.failure, form.isSaved, form.isChanged]).toEqual([null, true, false]);

  form.write({ link: 'https://shop.example/two' });
  server.trouble = 'lost';
  await form.save();
  form.write({ link: 'https://shop.example/three' });
  await form.save();
  expect([form.failure, form.isSaved]).toEqual([null, true]);
  expect(server.site.settings.consent.link).toBe('https://shop.example/three');
});
