import type { PartHost } from './parts/part.ts';

/** Its visitor has left by what to reach it, on this device or by the page. */
export const isReachable = ({ store, panel }: Pick<PartHost, 'store' | 'panel'>): unknown =>
  store.read()?.contact.includes('"left"') || panel.identity?.email || panel.identity?.phone;
