import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  readonly html: string;
  readonly policy?: string;
}

/** A customer's web site: an origin of its own that is not ours. */
export interface HostSite {
  readonly origin: string;
  /** Pages by path; at any other there is nothing. */
  readonly serve: (path: string, page: HostPage) => void;
  readonly close: () => Promise<void>;
}

export async function startHostSite(): Promise<HostSite> {
  const pages = new Map<string, HostPage>();
  const site = createServer((request, response) => {
    const page = pages.get((request.url ?? '/').split('?')[0] ?? '/');
    // Browsers ask every site for its icon.
    response.statusCode = page === undefined ? 204 : 200;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (page?.policy !== undefined) response.setHeader('content-security-policy', page.policy);
    response.end(page?.html ?? '');
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return {
    origin: `http://127.0.0.1:${String((site.address() as AddressInfo).port)}`,
    serve: (path, page) => pages.set(path, page),
    close: async () => {
      site.closeAllConnections();
      site.close();
      await once(site, 'close');
    },
  };
}
