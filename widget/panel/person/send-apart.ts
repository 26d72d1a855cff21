import { sendWhileHere, type Ports } from './parting.ts';

/** What waits of who has signed out leaves where no panel may be made before a yes: it was written under one (IDENT8, CONSENT1). */
export const sendApart = (options: Ports['options']): unknown =>
  sendWhileHere({
    environment: {
      fetch: (...request) => fetch(...request),
      localStorage,
      setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
    },
    options,
  });
