import { mount, unmount } from 'svelte';
import { cleanPicture } from '#client/files/clean-picture.ts';
import { fetchFile } from '#client/files/fetch-file.ts';
import { createFileRoom } from '#client/files/file-room.ts';
import type { FileServer } from '#client/files/upload.ts';
import type { ClientEnvironment } from '#client/environment.ts';
import type { Attached } from '#client/files/waiting-file.ts';
import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageLine } from '../thread.ts';
import FileBubble from './FileBubble.svelte';
import WaitingFiles from './WaitingFiles.svelte';
import styles from './files.css?inline';

/** Files of a conversation. Fetched when there is one: most visitors write a few lines in their life and never load this. */
export interface Files {
  /** Draws what stands in the bubble of such a line. */
  readonly draw: (line: () => MessageLine, texts: Texts) => (home: HTMLElement) => () => void;
  /** Draws those that are on their way. */
  readonly drawWaiting: (texts: Texts) => (home: HTMLElement) => () => void;
  readonly attach: (files: readonly File[], to: Attached) => Promise<void>;
  readonly close: () => void;
}

export interface FilesParts {
  readonly environment: ClientEnvironment;
  readonly server: FileServer;
  readonly conversation: () => string | null;
  readonly client: HoldlineClient;
  readonly namespace: string;
  /** Whether any wait: the next page then opens this at its start. */
  readonly keepWaiting: (isAny: boolean) => void;
}

export function openFiles({ environment, server, conversation, client, namespace, keepWaiting }: FilesParts): Files {
  const room = createFileRoom({ environment, namespace, server, client, prepare: cleanPicture });
  let isAny = true;
  const stop = room.subscribe(() => {
    if (isAny === room.current.length > 0) return;
    isAny = !isAny;
    keepWaiting(isAny);
  });
  const unforget = client.onGone((documents) => void room.forget(documents));
  const bytes = async (line: MessageLine): Promise<Blob | null> => {
    const here = await room.bytesOf(line.id);
    if (here !== null) return here;
    const id = conversation();
    const fetched = id === null ? null : await fetchFile(environment, server, id as ConversationId, line.id);
    return fetched?.ok ? fetched.value : null;
  };
  return {
    draw: (line, texts) => (home) => {
      dress(home.getRootNode() as ShadowRoot);
      const view = mount(FileBubble, { target: home, props: { line, texts: texts.files, bytes } });
      return () => void unmount(view);
    },
    drawWaiting: (texts) => (home) => {
      dress(home.getRootNode() as ShadowRoot);
      const view = mount(WaitingFiles, { target: home, props: { room, texts: texts.files, link: client.link } });
      return () => void unmount(view);
    },
    attach: async (files, to) => {
      keepWaiting((isAny = true));
      for (const file of files) await room.attach(file, to);
    },
    close: () => {
      stop();
      unforget();
      room.close();
    },
  };
}

let sheet: CSSStyleSheet | null = null;

/** Once a page: the styles of these parts. */
function dress(root: ShadowRoot): void {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
