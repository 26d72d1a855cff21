import type { ClientFrame } from '#schema/wire/frames.ts';
import { PROTOCOL } from '#schema/wire/protocol.ts';

/** The first frame of a line. `life` is what a server told this device last; `site` is on whose pages a visitor is. */
export const helloOf = (
  device: string,
  life: string | undefined,
  site: string | undefined,
): Extract<ClientFrame, { readonly t: 'hello' }> => ({
  ...{ t: 'hello', protocol: PROTOCOL, device },
  ...(life !== undefined && { life }),
  ...(site !== undefined && { site }),
});
