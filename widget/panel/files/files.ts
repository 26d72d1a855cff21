import { cleanPicture } from '#client/files/clean-picture.ts';
import { fetchFile } from '#client/files/fetch-file.ts';
import { createFileRoom } from '#client/files/file-room.ts';
import { createHeldFiles } from '#client/files/held-files.ts';
import type { WaitingFile } from '#client/files/waiting-file.ts';
import type { ConversationId } from '#schema/ids.ts';
import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import { watched } from '../sources.svelte.ts';
import type { Language } from '../../texts/languages.ts';
import type { MessageLine } from '../thread.ts';
import type { Files, TellFiles } from './files-part.ts';
import { keepDropHint } from './drop-hint.svelte.ts';
import FileBubble from './FileBubble.svelte';
import HeldFiles from './HeldFiles.svelte';
import WaitingFiles from './WaitingFiles.svelte';
import { isShown } from './picture.ts';
import type { FileTexts } from './texts/file-texts.ts';
import styles from './files.css?inline';

const loadViewer = () => import('../viewer/viewer.ts');
const TEXTS = {
  en: () => import('./texts/files-en.ts'),
  ru: () => import('./texts/files-ru.ts'),
  pl: () => import('./texts/files-pl.ts'),
};

/** The words of this part. Asked for ahead, so that they are there in a tunnel too. */
export const fileTexts = async (language: Language): Promise<FileTexts> => (await TEXTS[language]()).texts;

const MOST_SEEN = 30;

const isSendable = ({ state }: WaitingFile): boolean => state.kind !== 'failed';

/**
 * Files of a conversation. Fetched when there is one, or may be: most visitors write a few lines in their life and never need this.
 */
export async function openFiles(host: PartHost, namespace: string, tell: TellFiles): Promise<Files> {
  const texts = await fileTexts(host.options.language);
  const { environment, server, client, store, parts } = host;
  const prepare = cleanPicture;
  const room = createFileRoom({ environment, namespace, server, client, prepare });
  const held = createHeldFiles({ environment, namespace, client, prepare, room });
  /** One after the other, in the order in which they were chosen. */
  let holding = Promise.resolve();
  let isAny = true;
  const underWay = (): number => room.current.filter(isSendable).length;
  const changed = (): void => {
    tell(held.current.filter(isSendable).length, underWay());
    if (isAny === room.current.length + held.current.length > 0) return;
    isAny = !isAny;
    // The next page then opens this at its start.
    store.update({ files: isAny });
  };
  const [waits, holds] = [watched(room), watched(held)];
  const waiting = { place: 'below', order: -1, draw: drawing(WaitingFiles, { host, room, texts }, styles) } as const;
  const chosen = { place: 'above', order: 9, draw: drawing(HeldFiles, { host, held, texts }, styles) } as const;
  const stops = [
    room.subscribe(changed),
    held.subscribe(changed),
    client.onGone((documents) => void room.forget(documents)),
    keepDropHint(host, texts, styles),
    parts.keep(() => (waits.current.length > 0 ? waiting : null)),
    parts.keep(() => (holds.current.length > 0 ? chosen : null)),
  ];
  /** Pictures that were looked at in this visit: they open, and are there in a tunnel, without being fetched again. */
  const seen = new Map<string, Blob>();
  const bytes = async (line: MessageLine): Promise<Blob | null> => {
    const here = seen.get(line.id) ?? (await room.bytesOf(line.id));
    if (here !== null) return here;
    const id = store.read()?.conversation;
    const fetched = id ? await fetchFile(environment, server, id as ConversationId, line.id) : null;
    if (!fetched?.ok) return null;
    if (isShown(fetched.value.type) && seen.size < MOST_SEEN) seen.set(line.id, fetched.value);
    return fetched.value;
  };
  let closeViewer = (): void => undefined;
  const view = (line: MessageLine): Promise<boolean> =>
    loadViewer().then(
      ({ openViewer }) => {
        closeViewer();
        closeViewer = openViewer(host, { at: line.id, bytes, files: texts });
        return true;
      },
      () => false,
    );
  return {
    draw: (line) => {
      // So that a picture opens in a tunnel too.
      if (isShown(line().file?.type ?? '')) loadViewer().catch(() => undefined);
      return drawing(FileBubble, { line, texts, bytes, view }, styles);
    },
    hold: (files) => {
      store.update({ files: (isAny = true) });
      // What is wrong with one is said at that one, and holds up no other.
      for (const file of files) holding = holding.then(() => held.hold(file)).catch(reportError);
    },
    release: async (to) => {
      await holding;
      await held.release(to);
    },
    underWay,
    unsent: () => [...room.current, ...held.current].filter(isSendable).map(({ name }) => name),
    close: () => {
      closeViewer();
      for (const stop of stops) stop();
      held.close();
      room.close();
    },
  };
}
