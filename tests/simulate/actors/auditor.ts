import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createLink, type Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import { AUDITOR, bearerOfPerson } from '../server/people.ts';
import { createOwner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { openRawClient, syncMessage, type RawClient } from './raw-client.ts';

/** Asks the running server for its documents, whole, as any reader may. Its own line never fails. */
export interface Auditor {
  /** Null: not to be had now. */
  readonly read: (name: string) => Promise<{ readonly bytes: Uint8Array; readonly epoch: string } | null>;
}

interface Question {
  readonly name: string;
  readonly answer: (document: { readonly bytes: Uint8Array; readonly epoch: string } | null) => void;
  channel: number | null;
  epoch: string;
}

const ANSWERED_WITHIN = 3_000;
const EMPTY = Uint8Array.of(0);

export function createAuditor(world: World, network: Network, protocol: number, name = AUDITOR): Auditor {
  const link: Link = { ...createLink('auditor', world.fork()), latency: [0.1, 0.2] };
  const owner = createOwner(`auditor ${name}`);
  let questions: Question[] = [];
  let client: RawClient | null = null;
  let isWelcome = false;

  function connect(): void {
    isWelcome = false;
    const opened = openRawClient(
      network,
      link,
      owner,
      bearerOfPerson(name),
      {
        frame: (frame) => {
          if (frame.t === 'welcome') {
            isWelcome = true;
            for (const { name } of questions) ask(name);
          } else if (frame.t === 'opened') {
            const question = questions.find(({ name }) => name === frame.document);
            if (question === undefined) return;
            question.channel = frame.channel;
            question.epoch = frame.epoch;
            client?.send(frame.channel, syncMessage(0, EMPTY));
          } else if (frame.t === 'closed') {
            for (const question of questions.filter(({ name }) => name === frame.document)) settle(question, null);
          }
        },
        bytes: (channel, message) => {
          const question = questions.find((other) => other.channel === channel);
          if (question === undefined || message[1] !== 1) return;
          const decoder = createDecoder(message);
          readVarUint(decoder);
          readVarUint(decoder);
          settle(question, readVarUint8Array(decoder).slice());
        },
        closed: () => {
          if (client !== opened) return;
          client = null;
          for (const question of questions) settle(question, null);
        },
      },
      { protocol },
    );
    client = opened;
  }

  const ask = (name: string): void => client?.say({ t: 'open', document: name, epoch: null });

  function settle(question: Question, bytes: Uint8Array | null): void {
    if (!questions.includes(question)) return;
    questions = questions.filter((other) => other !== question);
    if (isWelcome) client?.say({ t: 'close', document: question.name });
    question.answer(bytes === null ? null : { bytes, epoch: question.epoch });
  }

  return {
    read: (name) =>
      new Promise((answer) => {
        const question: Question = { name, answer, channel: null, epoch: '' };
        questions.push(question);
        world.after(
          ANSWERED_WITHIN,
          () => {
            if (!questions.includes(question)) return;
            // The server is another one by now, or none.
            client?.close();
            client = null;
            settle(question, null);
          },
          null,
        );
        if (client === null) connect();
        else if (isWelcome) ask(name);
      }),
  };
}
