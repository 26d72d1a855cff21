import type { ToldCall } from '#schema/notify/told-call.ts';
import { visitorName } from '../../desk/names.ts';
import { wordsIn } from './worker-words.ts';

/** Not in the types of every platform's library: only what is used here. */
export interface ShownOptions extends NotificationOptions {
  readonly tag: string;
  readonly actions: readonly { readonly action: string; readonly title: string; readonly type?: 'text' }[];
  readonly renotify: boolean;
  readonly timestamp: number;
}

/** One notification a conversation or task: what is newer takes the place of what was shown of it. */
export const tagOf = ({ conversation, kind, key }: Pick<ToldCall, 'conversation' | 'kind' | 'key'>): string =>
  kind === 'task' ? `task ${key}` : `call ${conversation}`;

export const nameIn = ({ language, name, visitor }: ToldCall): string =>
  visitor === null ? name : visitorName(wordsIn(language), name, visitor);

/** `isSilent`: an open page makes the sound. `takesText`: the platform lets one write into the notification. */
export function notificationOf(
  call: ToldCall,
  { isSilent, takesText }: { readonly isSilent: boolean; readonly takesText: boolean },
): { readonly title: string; readonly options: ShownOptions } {
  const words = wordsIn(call.language);
  const name = nameIn(call);
  const take = { action: 'take', title: words.take };
  const reply = {
    action: 'reply',
    title: words.reply,
    ...(takesText && { type: 'text', placeholder: words.replyHere }),
  };
  const title = {
    waiting: words.waiting(name),
    mine: name,
    given: words.given(name),
    colleague: name,
    task: words.task(name),
  };
  const actions = { waiting: [take, reply], mine: [reply], given: [reply], colleague: [reply], task: [] };
  return {
    title: title[call.kind],
    options: {
      body: call.text === '' ? (call.kind === 'task' ? words.newTask : words.newWords) : call.text,
      tag: tagOf(call),
      data: call,
      lang: call.language,
      icon: '/icons/icon-192.png',
      badge: '/icons/icon-192.png',
      actions: actions[call.kind] as ShownOptions['actions'],
      timestamp: call.at,
      renotify: !isSilent,
      silent: isSilent,
    },
  };
}
