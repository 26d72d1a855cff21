import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of what a server runs from, in which the built app can be replaced by a newer one. */
export interface CopiedHouse {
  readonly folder: string;
  /** Puts a newer version of the app there; its page says so in `<html data-version>`. */
  readonly deploy: (version: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export async function copyHouse(): Promise<CopiedHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'holdline-house-'));
  for (const part of ['package.json', 'schema', 'sync-server', 'build/app']) {
    await cp(part, join(folder, part), { recursive: true });
  }
  for (const part of ['node_modules', 'build/widget', 'widget']) await symlink(resolve(part), join(folder, part));

  const page = join(folder, 'build/app/index.html');
  const worker = join(folder, 'build/app/sw.js');
  const first = { page: await readFile(page, 'utf8'), worker: await readFile(worker, 'utf8') };

  return {
    folder,
    // What a build changes at the least: the page, and in the worker the revision that the page is kept under.
    deploy: async (version) => {
      const known = /"revision":"([^"]+)","url":"\/index\.html"/.exec(first.worker)?.[1];
      if (known === undefined) throw new Error('the worker does not say which page it keeps');
      await writeFile(page, first.page.replace('<html ', `<html data-version="${version}" `));
      await writeFile(worker, first.worker.replaceAll(known, `${known}-${version}`));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
