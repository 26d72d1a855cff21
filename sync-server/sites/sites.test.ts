import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { openTemporaryWorkspace, type TemporaryWorkspace } from '../testing/temporary-workspace.ts';

let workspace: TemporaryWorkspace;
beforeEach(() => {
  workspace = openTemporaryWorkspace();
});
afterEach(() => workspace.close());

const DEFAULTS = siteSettingsFrom(null);
const look = { ...DEFAULTS.look, accent: '#0a7d55' };

test('SITE1 there is one site from the beginning, and others are added by an id and a name', () => {
  const { sites } = workspace;
  expect(sites.all()).toEqual([{ id: 'default', name: '', settings: DEFAULTS }]);
  expect(sites.add({ id: 'shop', name: 'The shop' }).ok).toBe(true);
  expect(sites.add({ id: 'shop', name: 'Another' })).toEqual({ ok: false, failure: 'id-in-use' });
  expect(sites.add({ id: 'other', name: 'the  SHOP ' })).toEqual({ ok: false, failure: 'name-in-use' });
  expect(sites.change('other', { name: 'x' })).toEqual({ ok: false, failure: 'not-found' });
  expect(sites.change('default', { name: 'The Shop' })).toEqual({ ok: false, failure: 'name-in-use' });
  expect(sites.all().map(({ id }) => id)).toEqual(['default', 'shop']);
});

test('SITE2 a change is told once, holds after a restart and leaves other parts, names and sites as they are', () => {
  const { sites } = workspace;
  sites.add({ id: 'shop', name: 'The shop' });
  const told: string[] = [];
  const stop = sites.onChanged(({ id }) => told.push(id));
  sites.change('shop', { settings: { look } });
  sites.change('shop', { settings: { look } });
  sites.change('shop', { archived: true });
  sites.change('default', { name: 'Main' });
  stop();
  sites.change('default', { name: 'Main page' });
  expect(told).toEqual(['shop', 'shop', 'default']);
  const again = workspace.open().sites;
  expect(again.all()).toEqual(sites.all());
  expect(again.find('shop')).toEqual({
    id: 'shop',
    name: 'The shop',
    archived: true,
    settings: { ...DEFAULTS, look },
  });
  expect(again.settingsOf('default')).toEqual(DEFAULTS);
  expect(again.settingsOf('nowhere')).toEqual(DEFAULTS);
  again.change('shop', { archived: false });
  expect(again.find('shop')).not.toHaveProperty('archived');
});

test('SITE2 what the disk refuses has not changed, and a row that cannot be read is no reason not to start', () => {
  workspace.database.exec(
    `INSERT INTO workspace_sites (id, name, archived, settings) VALUES ('shop', 'Shop', 0, '{"look')`,
  );
  workspace.database.exec(
    "CREATE TRIGGER full BEFORE INSERT ON workspace_sites BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  const { sites } = workspace.open();
  expect(() => sites.change('shop', { settings: { look } })).toThrow();
  expect(sites.settingsOf('shop')).toEqual(DEFAULTS);
});

test('SITE6 a change of a part that is not any more as it was read changes nothing, and says so', () => {
  const { sites } = workspace;
  sites.add({ id: 'shop', name: 'The shop' });
  const { texts } = DEFAULTS;
  const [mine, theirs] = [
    { ...texts, title: { en: 'Mine' } },
    { ...texts, title: { en: 'Theirs' } },
  ];
  expect(sites.change('shop', { settings: { texts: theirs }, was: { texts } }).ok).toBe(true);
  expect(sites.change('shop', { name: 'Another', settings: { texts: mine }, was: { texts } })).toEqual({
    ok: false,
    failure: 'changed-meanwhile',
  });
  expect(sites.find('shop')).toMatchObject({ name: 'The shop', settings: { texts: theirs } });
  // Another part is another matter, and so is the order in which somebody lists the fields.
  expect(sites.change('shop', { settings: { look }, was: { look: DEFAULTS.look } }).ok).toBe(true);
  const turned = Object.fromEntries(Object.entries(theirs).toReversed()) as unknown as typeof theirs;
  expect(sites.change('shop', { settings: { texts: mine }, was: { texts: turned } }).ok).toBe(true);
});
