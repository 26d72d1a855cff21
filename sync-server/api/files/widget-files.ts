import { join } from 'node:path';
import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { mayCall } from '#schema/policy/policy.ts';
import { DEFAULT_SITE, siteIdSchema } from '#schema/site/site-id.ts';
import type { SiteOrigins } from '#schema/site/parts/origins.ts';
import { isNamed } from '#schema/site/site-origin.ts';
import { PREVIEW_SCHEMES, PREVIEW_STATES, type PreviewScheme, type PreviewState } from '#schema/site/preview.ts';
import { publicSiteOf, siteChangeSchema, siteSettingsFrom, type SiteSettings } from '#schema/site/site-settings.ts';
import type { Sightings } from '../../sites/sightings.ts';
import { ownOrigins } from '../../identity/origin.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { notBuilt } from './app-files.ts';
import { createPreviewPage } from './preview-page.ts';
import { createFolder, FRESH, IMMUTABLE, sendFile } from './served-file.ts';
import { createWidgetLoader } from './widget-loader.ts';

/** Of a file whose name stays the same. */
const MINUTES = 'public, max-age=300';

/** A preview shows the chat itself: no rule hides it, no question stands before it, and an admin is no visitor to be told of. */
const PREVIEWED = (({ start, invitations, tracking, consent }) => ({ start, invitations, tracking, consent }))(
  siteSettingsFrom(null),
);

/** The widget for the pages of any site. The loader's name stays the same for ever, so it is kept only for minutes. */
export function widgetFiles(
  deps: Pick<ApiDeps, 'root' | 'settings' | 'identity' | 'sites' | 'workspaceLists' | 'mail'> & {
    readonly sightings: Pick<Sightings, 'saw'>;
  },
): Hono {
  const { root, identity, sites, workspaceLists, mail, sightings } = deps;
  const loaders = createWidgetLoader();
  const previewPage = createPreviewPage(root);
  /** Browsers ask for a module of another site with the origin of the page, and on a page of this server without. */
  function mayStandOn(context: Context, { list, only }: SiteOrigins): boolean {
    if (!only || list.length === 0) return true;
    context.header('vary', 'origin', { append: true });
    const origin = context.req.header('origin');
    return (
      origin === undefined ||
      isNamed(origin, list) ||
      ownOrigins(context.req.url, deps.settings.publicUrl).includes(origin)
    );
  }
  const departments = () => workspaceLists.current().departments.filter(({ archived }) => !archived);
  const find = createFolder(join(root, 'build', 'widget'));
  const routes = new Hono();
  // Named path by path: mounted at the root, a bare `use` would open every other answer to other sites too.
  for (const path of ['/widget.js', '/widget/*', '/packs/js/sdk.js']) {
    routes.use(path, async (context, next) => {
      context.header('access-control-allow-origin', '*');
      context.header('cross-origin-resource-policy', 'cross-origin');
      await next();
    });
  }
  routes.get('/widget.js', async (context) => {
    const loader = await find('widget.js');
    if (loader === null) return notBuilt(context, 'widget');
    const site = v.safeParse(siteIdSchema, context.req.query('site') ?? DEFAULT_SITE);
    if (!site.success) return problem(context, 404, 'not-found');
    // One that nobody has added yet is served as by default: a snippet that is early loses no visitor.
    const added = sites.find(site.output);
    const saved = sites.settingsOf(site.output);
    const preview = context.req.query('preview');
    if (preview !== undefined) {
      // It is made for whoever may save it, in a frame of the app's own pages, and for nobody else.
      const actor = await identity.identify(context.req.raw.headers, null);
      if (actor === null) return problem(context, 401, 'unauthorized');
      if (!mayCall(actor, 'PATCH /api/sites/:site')) return problem(context, 403, 'forbidden');
      const changes = parseChanges(preview);
      if (changes === null) return problem(context, 400, 'invalid');
      const shows = PREVIEW_STATES.find((state) => state === context.req.query('shows'));
      const scheme = PREVIEW_SCHEMES.find((each) => each === context.req.query('scheme'));
      const settings = previewed({ ...saved, ...changes }, shows, scheme);
      const shown = { ...publicSiteOf(site.output, settings, departments()), ...(shows && { shows }) };
      return sendFile(context, loaders.passing(loader, shown), 'no-store');
    }
    const mails = mail.settings.current() !== null;
    const told = { ...publicSiteOf(site.output, saved, departments()), ...(mails && { mails: true as const }) };
    // Ids that nobody has added are without number.
    if (added === null) return sendFile(context, loaders.passing(loader, told), MINUTES);
    const isUsed = added.archived !== true && mayStandOn(context, saved.origins);
    sightings.saw(site.output, context.req.header('origin'), isUsed);
    // Where there is to be none a page asks each time, so that the chat is back with the next page when that has changed.
    return sendFile(context, loaders.ofSite(loader, isUsed ? told : null), isUsed ? MINUTES : FRESH);
  });
  routes.get('/widget/preview/:site', async (context) => {
    const site = v.safeParse(siteIdSchema, context.req.param('site'));
    return site.success ? previewPage(context, site.output) : problem(context, 404, 'not-found');
  });
  routes.get('/widget/*', async (context) => {
    const file = await find(context.req.path);
    if (file === null) return problem(context, 404, 'not-found');
    // A part's name tells what is in it; types and adapters have one name for ever.
    if (context.req.path.startsWith('/widget/adapters/')) return sendFile(context, file, MINUTES);
    return sendFile(context, file, context.req.path.endsWith('.js') ? IMMUTABLE : FRESH);
  });
  // Where the snippet of a Chatwoot asks its own server for the script: of such a page only the server's name has to change.
  routes.get('/packs/js/sdk.js', async (context) => {
    const file = await find('widget/adapters/chatwoot.js');
    return file === null ? notBuilt(context, 'widget') : sendFile(context, file, MINUTES);
  });
  return routes;
}

/**
 * What is asked before the chat, and who is invited, is there only where that is what is looked at; and calls, wherever else they are offered,
 * on this page, at this moment.
 */
function previewed(
  settings: SiteSettings,
  shows: PreviewState | undefined,
  scheme: PreviewScheme | undefined,
): SiteSettings {
  const { look } = settings;
  return {
    ...settings,
    ...PREVIEWED,
    // As on a device that is set so: where the site has chosen that changes nothing.
    ...(scheme !== undefined && look.scheme === 'auto' && { look: { ...look, scheme } }),
    ...(shows === 'question' && { consent: { ...settings.consent, needed: true } }),
    ...(shows === 'invitation' && { invitations: settings.invitations }),
    ...(shows === 'call' && { callback: { offer: 'always' as const, pages: [] } }),
  };
}

/** What an admin has not saved yet, out of an address; null when it is none. */
function parseChanges(text: string): Partial<SiteSettings> | null {
  try {
    const changes = v.safeParse(siteChangeSchema, JSON.parse(text));
    return changes.success ? changes.output : null;
  } catch {
    return null;
  }
}
