import * as v from 'valibot';
import type { MailResponse, MailTestResponse } from '#schema/http/mail.ts';
import { mailServerSchema, USUAL_PORTS, type MailSecurity, type MailServer } from '#schema/mail/mail-server.ts';
import type { Result } from '#schema/result.ts';
import { KeptForm, type Forms } from '../device/forms.svelte.ts';
import type { MailCalls, MailFailure } from './mail-calls.ts';

/** What stands in the form; the password stands nowhere but in its field. */
export interface ServerFields {
  readonly [field: string]: string;
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
  readonly user: string;
  readonly from: string;
  readonly name: string;
}

const BLANK: ServerFields = { host: '', port: '', security: 'starttls', user: '', from: '', name: '' };

const fieldsOf = (server: MailServer | null): ServerFields =>
  server === null ? BLANK : { ...server, port: String(server.port) };

/** The page where mail is set up: what the server knows, what is typed over it, and the test letter. */
export class MailRoom {
  readonly #calls: MailCalls;
  readonly #forms: Forms;
  #known: MailResponse | null = $state.raw(null);
  #form: KeptForm<ServerFields> | null = $state.raw(null);
  #failure: MailFailure | null = $state.raw(null);
  #test: MailTestResponse | null = $state.raw(null);
  #testFailure: MailFailure | null = $state.raw(null);
  #doing: 'saving' | 'removing' | 'testing' | null = $state(null);
  #done: 'saved' | 'removed' | null = $state(null);
  password = $state('');

  constructor(calls: MailCalls, forms: Forms) {
    this.#calls = calls;
    this.#forms = forms;
  }

  get known(): MailResponse | null {
    return this.#known;
  }

  get fields(): ServerFields {
    return this.#form?.fields ?? BLANK;
  }

  get failure(): MailFailure | null {
    return this.#failure;
  }

  get test(): MailTestResponse | null {
    return this.#test;
  }

  get testFailure(): MailFailure | null {
    return this.#testFailure;
  }

  get doing(): 'saving' | 'removing' | 'testing' | null {
    return this.#doing;
  }

  get done(): 'saved' | 'removed' | null {
    return this.isChanged ? null : this.#done;
  }

  /** With the port that goes with the protection, as long as nobody chose another. */
  write(changes: Partial<ServerFields>): void {
    const { security, port } = this.fields;
    const isUsual = port === '' || port === String(USUAL_PORTS[security]);
    const next = changes.security;
    this.#form?.write({ ...changes, ...(next !== undefined && isUsual && { port: String(USUAL_PORTS[next]) }) });
    this.#failure = null;
  }

  /** As it would be saved; null while something of it is wrong. */
  get #server(): MailServer | null {
    const { port, security } = this.fields;
    const given = { ...this.fields, port: port.trim() === '' ? USUAL_PORTS[security] : Number(port) };
    const parsed = v.safeParse(mailServerSchema, given);
    return parsed.success ? parsed.output : null;
  }

  isWrong(field: 'host' | 'port' | 'from'): boolean {
    const value = this.fields[field];
    if (value.trim() === '') return false;
    return !v.is(mailServerSchema.entries[field], field === 'port' ? Number(value) : value);
  }

  get isChanged(): boolean {
    if (this.#known === null) return false;
    const known = fieldsOf(this.#known.server);
    return this.password !== '' || Object.entries(this.fields).some(([field, value]) => known[field] !== value);
  }

  get maySave(): boolean {
    return this.#doing === null && this.isChanged && this.#server !== null;
  }

  async load(): Promise<void> {
    this.#take(await this.#calls.read());
  }

  async save(): Promise<void> {
    const server = this.#server;
    if (server === null || !this.maySave) return;
    this.#doing = 'saving';
    const password = this.password === '' ? undefined : this.password;
    const answer = await this.#calls.change({ server, ...(password !== undefined && { password }) });
    this.#doing = null;
    if (answer.ok) this.#saved('saved');
    this.#take(answer);
  }

  async remove(): Promise<void> {
    if (this.#doing !== null) return;
    this.#doing = 'removing';
    const answer = await this.#calls.change({ server: null });
    this.#doing = null;
    if (answer.ok) this.#saved('removed');
    this.#take(answer);
  }

  async sendTest(to: string, language: string): Promise<void> {
    if (this.#doing !== null) return;
    this.#doing = 'testing';
    this.#test = this.#testFailure = null;
    const answer = await this.#calls.test(to, language);
    this.#doing = null;
    if (answer.ok) this.#test = answer.value;
    else this.#testFailure = answer.failure;
    // How mail stands has changed with it.
    const standing = await this.#calls.read();
    if (standing.ok) this.#known = standing.value;
  }

  #saved(what: 'saved' | 'removed'): void {
    this.#form?.done();
    this.password = '';
    this.#test = this.#testFailure = null;
    this.#done = what;
  }

  #take(answer: Result<MailResponse, MailFailure>): void {
    this.#failure = answer.ok ? null : answer.failure;
    if (!answer.ok) return;
    this.#known = answer.value;
    this.#form = new KeptForm(this.#forms, 'mail/server', fieldsOf(answer.value.server));
  }
}
