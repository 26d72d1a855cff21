/** The demo shop as it is, and the same without the snippet: both through this, so that they differ in nothing else. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface TwoPages {
  readonly withWidget: string;
  readonly without: string;
  readonly close: () => Promise<void>;
}

const SNIPPET = /<script[^>]*widget\.js[^>]*><\/script>/;

export async function startTwoPages(origin: string): Promise<TwoPages> {
  const pages = [await startPage(origin, false), await startPage(origin, true)] as const;
  return {
    withWidget: pages[0].address,
    without: pages[1].address,
    close: async () => {
      for (const { close } of pages) await close();
    },
  };
}

async function startPage(origin: string, isPlain: boolean) {
  const site = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(origin + (request.url ?? '/'), {
        headers: { accept: request.headers.accept ?? '*/*' },
      });
      const body = Buffer.from(await answer.arrayBuffer());
      const type = answer.headers.get('content-type') ?? '';
      const html = type.includes('html') ? body.toString('utf8') : null;
      if (html !== null && !SNIPPET.test(html))
        throw new Error('the demo page has another snippet than this bench looks for');
      for (const name of ['content-type', 'cache-control', 'content-security-policy', 'access-control-allow-origin']) {
        const value = answer.headers.get(name);
        if (value !== null) response.setHeader(name, value);
      }
      response.statusCode = answer.status;
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(html === null ? body : isPlain ? html.replace(SNIPPET, '') : html));
    })().catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return {
    address: `http://127.0.0.1:${String((site.address() as AddressInfo).port)}/demo/`,
    close: async () => {
      site.closeAllConnections();
      site.close();
      await once(site, 'close');
    },
  };
}
