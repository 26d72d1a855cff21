/**
 * `npm run doctor`: looks at everything a workspace needs of its machine, whether the server runs or not. One line a check: ok, look at
 * this, broken. Ends with 0 when all is well, 1 when something is to be looked at, 2 when something is broken.
 */
import { fileURLToPath } from 'node:url';
import type { Finding } from '#schema/http/operation.ts';
import { readSettings } from '../env.ts';
import { programVersion, rootFolderOf } from '../root-folder.ts';
import { lookFromOutside } from './doctor/address.ts';
import { inOrder } from './doctor/doctor.ts';
import { lookAtMachine } from './doctor/machine.ts';
import { lookAtStanding } from './doctor/standing.ts';
import { say } from './doctor/words.ts';
import { readManifest } from './manifest.ts';
import { readMail } from './mail-standing.ts';
import { readWishes } from './workspace-wishes.ts';

const LABELS: { readonly [V in Finding['verdict']]: string } = {
  ok: 'ok',
  look: 'look at this',
  broken: 'broken',
  'not-set-up': 'not set up',
};

const settings = readSettings();
if (!settings.ok) {
  process.stderr.write(`${settings.failure}\n`);
  process.exitCode = 2;
} else {
  const { dataDir, publicUrl, port } = settings.value;
  const outside = await lookFromOutside({ publicUrl, ownUrl: `http://127.0.0.1:${port}`, now: Date.now });
  const wishes = readWishes(dataDir);
  const standing = lookAtStanding({
    backups: readManifest(dataDir),
    backupFailure: null,
    backupEveryHours: wishes.settings.backupEveryHours,
    isSure: wishes.isSure,
    now: Date.now(),
    program: programVersion(rootFolderOf(fileURLToPath(import.meta.url))),
    processBytes: null,
    push: { isSecure: publicUrl?.startsWith('https:') === true, devices: null, failure: null },
    mail: readMail(settings.value, Date.now()),
  });
  const findings = inOrder([...lookAtMachine(dataDir), ...outside, ...standing]);
  for (const finding of findings) {
    const { what, todo } = say(finding);
    process.stdout.write(`${LABELS[finding.verdict].padEnd(14)}${finding.check.padEnd(11)}${what}\n`);
    if (todo !== '') process.stdout.write(`${' '.repeat(25)}→ ${todo}\n`);
  }
  const has = (verdict: Finding['verdict']): boolean => findings.some((finding) => finding.verdict === verdict);
  process.exitCode = has('broken') ? 2 : has('look') ? 1 : 0;
}
