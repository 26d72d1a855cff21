import { afterEach, beforeEach, expect, test } from 'vitest';
import { AVATAR_SIDE } from '#schema/photo.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { openTemporaryWorkspace, type TemporaryWorkspace } from '../testing/temporary-workspace.ts';
import { pngOf } from '../testing/test-picture.ts';
import { MOST_UNNAMED, UNNAMED_FOR } from './avatars.ts';

let workspace: TemporaryWorkspace;
beforeEach(() => {
  workspace = openTemporaryWorkspace();
  for (const id of ['shop', 'help']) workspace.sites.add({ id, name: id });
});
afterEach(() => workspace.close());

const { look } = siteSettingsFrom(null);
/** Another picture for each number. */
const pictureOf = (shade: number) => pngOf(AVATAR_SIDE, AVATAR_SIDE, '', shade);
function put(shade: number): string {
  const kept = workspace.avatars.put(pictureOf(shade));
  if (!kept.ok) throw new Error(kept.failure);
  return kept.value;
}
const name = (site: string, avatar: string) =>
  workspace.sites.change(site, { settings: { look: { ...look, avatar } } });
const rows = (): number => workspace.database.prepare('SELECT version FROM site_avatars').all().length;

test('AVATAR1 AVATAR2 a picture is kept once, by what is in it, and over a restart', () => {
  const version = put(1);
  expect([put(1), put(2) === version, rows()]).toEqual([version, false, 2]);
  name('shop', version);
  const again = workspace.open().avatars;
  expect(again.isKept(version)).toBe(true);
  expect(again.read(version)).toMatchObject({ version, type: 'image/png' });
  expect(Buffer.from(again.read(version)?.bytes ?? []).equals(Buffer.from(pictureOf(1)))).toBe(true);
  expect([again.isKept('aB3_-aB3_-aB3_-x'), again.read('aB3_-aB3_-aB3_-x')]).toEqual([false, null]);
});

test('AVATAR4 a picture goes at once when the last site that named it has another or none, and stays while one does, also an archived one', () => {
  const [first, second] = [put(1), put(2)];
  name('shop', first);
  name('help', first);
  name('shop', second);
  expect(workspace.avatars.isKept(first)).toBe(true);
  workspace.sites.change('help', { archived: true });
  expect(workspace.avatars.isKept(first)).toBe(true);
  name('help', '');
  expect([workspace.avatars.isKept(first), workspace.avatars.read(first), rows()]).toEqual([false, null, 1]);
  name('shop', '');
  expect(rows()).toBe(0);
});

test('AVATAR4 what no settings have named goes after thirty days, or when there are too many of them, the oldest first', () => {
  const [named, waits] = [put(1), put(2)];
  name('shop', named);
  workspace.pass(UNNAMED_FOR - 1_000);
  const later = put(3);
  expect(workspace.avatars.isKept(waits)).toBe(true);
  workspace.pass(2_000);
  const again = workspace.open().avatars;
  expect([named, waits, later].map(again.isKept)).toEqual([true, false, true]);
  put(2);
  for (let n = 0; n < MOST_UNNAMED - 1; n += 1) put(10 + n);
  expect([named, later, put(2)].map(workspace.avatars.isKept)).toEqual([true, false, true]);
  expect(rows()).toBe(MOST_UNNAMED + 1);
});

test('AVATAR4 what the disk does not let go keeps no change of the settings back, and goes at the next look', () => {
  const version = put(1);
  name('shop', version);
  workspace.database.exec("CREATE TRIGGER full BEFORE DELETE ON site_avatars BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(name('shop', '').ok).toBe(true);
  expect([workspace.sites.settingsOf('shop').look.avatar, rows()]).toEqual(['', 1]);
  workspace.database.exec('DROP TRIGGER full');
  workspace.pass(UNNAMED_FOR + 1);
  workspace.open();
  expect(rows()).toBe(0);
});
