/** Installs the peers' packages beside this file when they are not there: never among our own, which hold one `yjs`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @returns why they are not there, or null. */
export function installPeers(): string | null {
  const folder = fileURLToPath(new URL('peers/', import.meta.url));
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return null;
  console.log('installing the peers into bench/peers …');
  const { status, stderr } = spawnSync('npm', ['ci'], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? null : `npm ci in bench/peers failed: ${stderr.trim().split('\n').slice(-3).join(' ')}`;
}
