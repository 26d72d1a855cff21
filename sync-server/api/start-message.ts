import type { Settings } from '../env.ts';

/**
 * The one line of the start: where it is, where the demo is, and while there is no owner the link that makes one. The token
 * stands behind `#`, which browsers keep to themselves (WIRE5).
 */
export function startMessage(
  settings: Pick<Settings, 'publicUrl' | 'host'>,
  port: number,
  setupToken: string | null,
): string {
  const everywhere = settings.host === '0.0.0.0' || settings.host === '::';
  const host = everywhere ? 'localhost' : settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const address = settings.publicUrl ?? `http://${host}:${port}`;
  const setup = setupToken === null ? '' : ` · set up your workspace: ${address}/setup#token=${setupToken}`;
  return `Holdline is at ${address} · demo shop: ${address}/demo${setup}`;
}
