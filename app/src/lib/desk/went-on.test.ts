import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Replica } from '#client/interface.ts';
import { writeSummary, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { WentOn } from './went-on.svelte.ts';

const by = (id: string): Summary['assignee'] => ({ kind: 'operator', id, name: id });
const line = (id: string, changes: Partial<Summary> = {}): Summary => ({
  id: id as ConversationId,
  visitor: 'v' as VisitorId,
  name: '',
  site: 'shop',
  state: 'active',
  assignee: by('me'),
  startedAt: 0,
  lastSeq: 1,
  lastAt: 0,
  lastText: '',
  lastBy: 'visitor',
  waitingSince: 1,
  lastVisitorSeq: 1,
  seenByAssignee: 0,
  closedAt: null,
  ...changes,
});

function open(...cached: readonly Summary[]) {
  let changed = (): void => undefined;
  const replica = {
    doc: new Y.Doc(),
    state: 'cached' as Replica['state'],
    subscribe: (call: () => void) => {
      changed = call;
      return () => undefined;
    },
  };
  const write = (lines: readonly Summary[]): void => lines.forEach((each) => writeSummary(replica.doc, each));
  write(cached);
  const wentOn = new WentOn(replica, 'me');
  const become = (state: Replica['state'], ...lines: readonly Summary[]): void => {
    write(lines);
    replica.state = state;
    changed();
  };
  const begin = (): void => {
    replica.doc = new Y.Doc();
    become('empty');
  };
  return { wentOn, become, begin, replica };
}

test('LEASE10 who returns is told what went on to colleagues, or waits for anybody, and of nothing else', () => {
  const { wentOn, become } = open();
  become(
    'synced',
    line('taken'),
    line('offered'),
    line('kept'),
    line('closed'),
    line('other', { assignee: by('bob') }),
  );
  expect(wentOn.ids).toEqual([]);
  // The line is back: what has changed is told first, and then it is confirmed.
  become('cached');
  become(
    'cached',
    line('taken', { assignee: by('bob') }),
    line('offered', { state: 'waiting', assignee: null }),
    line('closed', { state: 'closed', assignee: by('bob') }),
    line('other', { assignee: by('eve') }),
  );
  become('synced');
  expect(wentOn.ids).toEqual(['taken', 'offered']);
  // What a colleague takes over while the line is there is no news of this kind.
  become('synced', line('kept', { assignee: by('bob') }));
  expect(wentOn.ids).toEqual(['taken', 'offered']);
  wentOn.dismiss();
  become('cached');
  become('synced');
  expect(wentOn.ids).toEqual([]);
});

test('LEASE10 also after the app was opened without a line, and when the server has begun another life', () => {
  const { wentOn, become, begin } = open(line('a'), line('b'));
  begin();
  become('cached', line('a', { assignee: by('bob') }), line('b'));
  become('synced');
  expect(wentOn.ids).toEqual(['a']);
});

test('LEASE10 an inbox of thousands is not looked through at each message, only when the line is gone', () => {
  const { wentOn, become, replica } = open();
  become('synced', line('a'));
  const reads = vi.spyOn(replica.doc, 'getMap');
  become('synced');
  become('synced');
  expect(reads).not.toHaveBeenCalled();
  become('synced', line('b'));
  become('cached');
  become('synced', line('a', { assignee: by('bob') }), line('b', { assignee: by('bob') }));
  expect(wentOn.ids).toEqual(['a', 'b']);
});
