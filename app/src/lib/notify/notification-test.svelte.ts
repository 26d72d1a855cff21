import type { TestAnswer } from '#schema/http/notifications.ts';
import type { Result } from '#schema/result.ts';
import { HOPS, type Hop, type HopState, type Trouble } from './hops.ts';
import type { Allowed } from './system-notifications.ts';

export interface NotificationTestDeps {
  readonly allowed: () => Allowed;
  readonly hasWorker: () => Promise<boolean>;
  /** The address that this browser is called at; null: push is off here. */
  readonly endpoint: () => Promise<string | null>;
  readonly send: (endpoint: string, id: string) => Promise<Result<TestAnswer, string>>;
  /** Whether the push with this id has come in, and was shown; null: not within the time one waits. Listens from its call on. */
  readonly receive: (id: string) => Promise<{ readonly isShown: boolean } | null>;
  readonly play: () => Promise<'played' | 'blocked' | 'impossible'>;
  readonly volume: () => number;
  readonly newId: () => string;
}

type States = { readonly [One in Hop]: HopState };
const all = (state: HopState): States => Object.fromEntries(HOPS.map((hop) => [hop, state])) as States;

/** Walks all hops; the first that fails says which setting to change. The sound takes a way of its own, so it is tried in any case. */
export class NotificationTest {
  readonly #deps: NotificationTestDeps;
  #states: States | null = $state.raw(null);
  #isRunning = $state(false);

  constructor(deps: NotificationTestDeps) {
    this.#deps = deps;
  }

  /** Null before the first test. */
  get states(): States | null {
    return this.#states;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Everything works. */
  get hasPassed(): boolean {
    return this.#states !== null && HOPS.every((hop) => this.#states?.[hop].kind === 'passed');
  }

  async run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#states = all({ kind: 'to-come' });
    // At once, while the click counts for the browser.
    const sounding = this.#sound();
    if (!(await this.#push())) {
      const left = HOPS.filter((hop) => this.#states?.[hop].kind === 'to-come');
      for (const hop of left) this.#set(hop, { kind: 'not-reached' });
    }
    this.#set('sound', await sounding);
    this.#isRunning = false;
  }

  #set(hop: Hop, state: HopState): void {
    if (this.#states !== null) this.#states = { ...this.#states, [hop]: state };
  }

  /** Sets the hop by what came out; whether to go on. */
  #pass(hop: Hop, trouble: Trouble | null, status?: number): boolean {
    const told = status === undefined ? {} : { status };
    this.#set(hop, trouble === null ? { kind: 'passed', ...told } : { kind: 'failed', trouble, ...told });
    return trouble === null;
  }

  async #push(): Promise<boolean> {
    const { allowed, hasWorker, endpoint, send, receive, newId } = this.#deps;
    const refusals = { granted: null, denied: 'denied', default: 'not-asked', impossible: 'impossible' } as const;
    if (!this.#pass('allowed', refusals[allowed()])) return false;
    this.#set('worker', { kind: 'under-way' });
    if (!this.#pass('worker', (await hasWorker()) ? null : 'no-worker')) return false;
    this.#set('subscribed', { kind: 'under-way' });
    const address = await endpoint();
    if (!this.#pass('subscribed', address === null ? 'push-off' : null) || address === null) return false;
    this.#set('sent', { kind: 'under-way' });
    const id = newId();
    const receiving = receive(id);
    const answer = await send(address, id);
    if (!this.#pass('sent', troubleOf(answer), statusOf(answer))) return false;
    this.#set('received', { kind: 'under-way' });
    const received = await receiving;
    if (!this.#pass('received', received === null ? 'not-received' : null)) return false;
    return this.#pass('shown', received?.isShown === true ? null : 'not-shown');
  }

  async #sound(): Promise<HopState> {
    this.#set('sound', { kind: 'under-way' });
    if (this.#deps.volume() === 0) return { kind: 'failed', trouble: 'mute' };
    const played = await this.#deps.play();
    if (played === 'played') return { kind: 'passed' };
    return { kind: 'failed', trouble: played === 'blocked' ? 'blocked' : 'no-sound' };
  }
}

const statusOf = (answer: Result<TestAnswer, string>): number | undefined =>
  answer.ok && answer.value.kind === 'answered' ? answer.value.status : undefined;

function troubleOf(answer: Result<TestAnswer, string>): Trouble | null {
  if (!answer.ok) return answer.failure === 'too-many' ? 'too-many' : 'no-network';
  if (answer.value.kind !== 'answered') return answer.value.kind;
  const { status } = answer.value;
  if (status < 300) return null;
  return status === 404 || status === 410 ? 'gone' : 'refused';
}
