import type { MailHop } from '#schema/http/mail.ts';
import type { MailSecurity } from '#schema/mail/mail-server.ts';

/** The page where mail is set up. Fetched with it: few ever open it. */
export interface MailTexts {
  readonly title: string;
  readonly lead: string;
  /** What does not come back by mail. */
  readonly unread: string;
  readonly adminsOnly: string;
  readonly offline: string;
  readonly byEnvironment: string;
  readonly noAddress: string;
  readonly server: {
    readonly title: string;
    readonly lead: string;
    readonly host: string;
    readonly port: string;
    readonly security: string;
    readonly securities: { readonly [S in MailSecurity]: string };
    readonly user: string;
    readonly userHint: string;
    readonly password: string;
    readonly passwordKept: string;
    readonly passwordNone: string;
    readonly passwordUnreadable: string;
    readonly from: string;
    readonly fromHint: string;
    readonly name: string;
    readonly nameHint: string;
    readonly passwordNeeded: string;
    readonly notProtected: string;
    readonly wrongHost: string;
    readonly wrongPort: string;
    readonly wrongFrom: string;
  };
  readonly remove: { readonly summary: string; readonly what: string; readonly button: string; readonly done: string };
  readonly test: {
    readonly title: string;
    readonly lead: string;
    readonly to: string;
    readonly send: string;
    readonly sending: string;
    readonly saveFirst: string;
    readonly tooSoon: string;
    readonly taken: string;
    readonly steps: string;
    readonly hop: { readonly [H in MailHop]: string };
    readonly passed: string;
    readonly failed: string;
    readonly notReached: string;
    /** What to do when it ends there. */
    readonly trouble: { readonly [H in MailHop]: string };
  };
  readonly standing: {
    readonly title: string;
    readonly waiting: (letters: number) => string;
    readonly sent: (letters: number) => string;
    readonly failed: (letters: number) => string;
    readonly failure: (hop: string, when: string) => string;
  };
}
