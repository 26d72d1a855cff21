import { expect, test } from 'vitest';
import { fail, ok } from '#schema/result.ts';
import { DEFAULT_WORKSPACE_SETTINGS, type WorkspaceChange } from '#schema/workspace-settings.ts';
import type { ApiFailure } from '../account/api.ts';
import { mayBeNever, SETTINGS, WorkspaceForm } from './workspace-form.svelte.ts';

async function opened() {
  const sent: WorkspaceChange[] = [];
  let refusal: ApiFailure | null = null;
  let settings = DEFAULT_WORKSPACE_SETTINGS;
  const form = new WorkspaceForm({
    workspace: () => Promise.resolve(ok(settings)),
    changeWorkspace: (changes) => {
      if (refusal !== null) return Promise.resolve(fail(refusal));
      sent.push(changes);
      settings = { ...settings, ...changes } as typeof settings;
      return Promise.resolve(ok(settings));
    },
  });
  await form.load();
  return { form, sent, refuse: (why: ApiFailure | null) => void (refusal = why) };
}

test('SET1 each setting has its field, and how many backups stay and how large files may be is never empty', async () => {
  const { form } = await opened();
  expect(SETTINGS.map((name) => form.value(name))).toEqual(['60', '90', '', '24', '7', '25', '10']);
  expect(SETTINGS.filter((name) => !mayBeNever(name))).toEqual([
    'backupsKept',
    'fileMegabytes',
    'visitorFileMegabytes',
  ]);
  expect([form.isReady, form.isChanged, form.maySave, form.isSaved]).toEqual([true, false, false, false]);
});

test('SET1 what is out of range is said at once and cannot be saved; only what was changed is sent', async () => {
  const { form, sent } = await opened();
  form.write('offerOnAfterSeconds', '4');
  form.write('packAfterDays', '');
  expect(form.isWrong('offerOnAfterSeconds')).toBe(true);
  expect(form.isWrong('packAfterDays')).toBe(false);
  await form.save();
  expect(sent).toEqual([]);
  form.write('offerOnAfterSeconds', ' 30 ');
  expect(form.maySave).toBe(true);
  await form.save();
  expect(sent).toEqual([{ offerOnAfterSeconds: 30, packAfterDays: null }]);
  expect([form.value('offerOnAfterSeconds'), form.value('packAfterDays'), form.isSaved]).toEqual(['30', '', true]);
  form.write('backupsKept', '');
  expect([form.isWrong('backupsKept'), form.isSaved]).toEqual([true, false]);
  for (const wrong of ['x', '1.5', '-1', '1e9']) {
    form.write('backupsKept', wrong);
    expect(form.isWrong('backupsKept'), wrong).toBe(true);
  }
});

test('SET1 what could not be saved stays in its field, with the reason', async () => {
  const { form, refuse } = await opened();
  refuse('no-network');
  form.write('backupsKept', '9');
  await form.save();
  expect([form.value('backupsKept'), form.failure, form.maySave, form.isSaved]).toEqual([
    '9',
    'no-network',
    true,
    false,
  ]);
  refuse(null);
  await form.save();
  expect([form.failure, form.isSaved]).toEqual([null, true]);
});

test('SET1 PREVIEW1 whether typing is shown is saved at once and alone, and stands as it was when that is refused', async () => {
  const { form, sent, refuse } = await opened();
  form.write('backupsKept', '9');
  const saving = form.setShowsTyping(true);
  expect(form.showsTyping).toBe(true);
  await saving;
  expect([sent, form.showsTyping, form.value('backupsKept')]).toEqual([[{ showsTyping: true }], true, '9']);
  refuse('no-network');
  await form.setShowsTyping(false);
  expect([form.showsTyping, form.failure]).toEqual([true, 'no-network']);
});
