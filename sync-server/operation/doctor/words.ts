import type { Finding, FindingSaying } from '#schema/http/operation.ts';

/** What a finding means and what to do, in plain English for the command. The screens have their own words. */
export interface Said {
  readonly what: string;
  /** Empty when there is nothing to do. */
  readonly todo: string;
}

type Values = Finding['values'];
type Saying = (values: Values) => readonly [what: string, todo?: string];

const unseen: Saying = ({ detail }) => [`It cannot be looked at (${detail}).`, 'Look at the log, and at the disk.'];

const SAYINGS: { readonly [S in FindingSaying]: Saying } = {
  'address tls': ({ url }) => [`${url} answers over TLS.`],
  'address local': ({ url }) => [`${url} is this machine itself, for trying it out.`],
  'address plain': ({ url }) => [
    `${url} answers, but without TLS: whoever is on the way reads along, and browsers refuse to install the app.`,
    'Put a proxy with a certificate in front, and set PUBLIC_URL to its https address.',
  ],
  'address not-set': () => [
    'PUBLIC_URL is not set: the server does not know by which address people come.',
    'Set PUBLIC_URL, for example https://chat.example.com.',
  ],
  'address unreachable': ({ url, detail }) => [
    `${url} does not answer (${detail}).`,
    'Look at the name, the proxy, the firewall; the server itself may be well.',
  ],
  'address no-server': ({ detail }) => [`No server answers on this machine (${detail}).`, 'Start it: npm start.'],
  'socket open': ({ ms }) => [`A WebSocket opens in ${ms} ms.`],
  'socket refused': ({ detail }) => [
    `A WebSocket does not open (${detail}).`,
    'Let the proxy pass /sync with the headers Upgrade and Connection, and without a short time limit.',
  ],
  'disk roomy': ({ freeMegabytes, dataMegabytes }) => [
    `${freeMegabytes} MB are free; the data takes ${dataMegabytes} MB.`,
  ],
  'disk tight': ({ freeMegabytes, dataMegabytes }) => [
    `${freeMegabytes} MB are free for ${dataMegabytes} MB of data: soon there is no room for a backup or an upgrade.`,
    'Make room, or keep fewer backups.',
  ],
  'disk full': ({ freeMegabytes }) => [
    `Only ${freeMegabytes} MB are free: messages will soon be refused.`,
    'Make room now.',
  ],
  'disk failed': unseen,
  'sync failed': unseen,
  'database failed': unseen,
  'documents failed': unseen,
  'drafts failed': unseen,
  'files failed': unseen,
  'sync quick': ({ medianMs, worstMs }) => [
    `The disk has something for certain in ${medianMs} ms (at worst ${worstMs} ms).`,
  ],
  'sync slow': ({ medianMs }) => [
    `The disk takes ${medianMs} ms to have something for certain: each message waits for it.`,
    'A faster disk makes everything quicker.',
  ],
  'sync too-slow': ({ medianMs }) => [
    `The disk takes ${medianMs} ms to have something for certain.`,
    'Move the data to another disk; a network share is none.',
  ],
  'database whole': () => ['The file is whole.'],
  'database damaged': ({ detail }) => [
    `The file is damaged (${detail}).`,
    'Stop the server and restore a backup: npm run restore -- latest.',
  ],
  'documents sound': ({ rows }) => [`All ${rows} rows have the checksums they were written with.`],
  'documents snapshots': ({ count }) => [
    `${count} snapshots are damaged; they are built anew from their entries.`,
    'Nothing is lost. If it goes on, look at the disk.',
  ],
  'documents refused': ({ count, first }) => [
    `${count} documents are damaged and refused (${first}).`,
    'The others go on. Restore a backup to have them back.',
  ],
  'drafts whole': () => ['No draft was found damaged.'],
  'drafts put-aside': ({ count, first, day, reason }) => [
    `${count} drafts were found damaged and put aside; the newest is ${first}, on ${day} (${reason}).`,
    'What could be read of each stands in it again, and its old rows are kept. If it goes on, look at the disk.',
  ],
  'files whole': ({ count, megabytes }) => [`All ${count} files of conversations are there (${megabytes} MB).`],
  'files missing': ({ count, missing, first }) => [
    `Of ${count} files of conversations ${missing} are not there as they were (${first}).`,
    'Words are whole. Restore a backup to have the files back, or put them into the folder `files` of the data.',
  ],
  'clock right': () => ['The clock agrees with the one outside.'],
  'clock differs': ({ seconds }) => [
    `The clock differs by ${seconds} s from the one outside.`,
    'Let the machine set its clock by the network (NTP).',
  ],
  'clock unknown': () => ['Nobody outside told the time.', 'It can be compared when the address answers.'],
  'backups fresh': ({ hours, count }) => [`The newest backup is ${hours} h old; there are ${count}.`],
  'backups late': ({ hours }) => [
    `The newest backup is ${hours} h old, and should not be.`,
    'Make one: npm run backup.',
  ],
  'backups by-hand': ({ hours }) => [
    `Backups are made by hand only; the newest is ${hours} h old.`,
    'Set a schedule in the settings.',
  ],
  'backups all-kept': ({ count }) => [
    `Settings of the workspace cannot be read, so that no backup is ever deleted. Kept: ${count}.`,
    'Look at the settings of the workspace, then change and save one of them.',
  ],
  'backups none': () => ['There is no backup yet.', 'Make one: npm run backup.'],
  'backups failed': ({ detail }) => [`The last backup failed: ${detail}`, 'Mend that, then make one: npm run backup.'],
  'memory enough': ({ freeMegabytes }) => [`${freeMegabytes} MB of memory are free.`],
  'memory little': ({ freeMegabytes }) => [
    `Only ${freeMegabytes} MB of memory are free.`,
    'Give the machine more, or stop what else runs there.',
  ],
  'memory much': ({ processMegabytes }) => [
    `The server takes ${processMegabytes} MB.`,
    'Restart it at a quiet moment, and tell us.',
  ],
  'mail none': () => ['Mail is not set up; answers wait for visitors to come back.'],
  'mail ready': ({ host, sent, waiting }) => [
    `E-mails are sent by ${host}: ${sent} in the last day, and ${waiting} that wait.`,
  ],
  'mail failing': ({ host, detail, waiting }) => [
    `The last try to send by ${host} failed (${detail}). ${waiting} e-mails wait and are tried again for a day.`,
    'Look at the settings of mail in the app, and send a test e-mail.',
  ],
  'mail gave-up': ({ failed, sent }) => [
    `${failed} e-mails of the last day could not be delivered; ${sent} left.`,
    'The conversations say by each answer why.',
  ],
  'mail no-password': ({ host }) => [
    `The password for ${host} cannot be read here: the data came from elsewhere, and its key stayed there.`,
    'Type the password again in the settings of mail.',
  ],
  'mail no-address': () => [
    'E-mails have no address for their links, so none is sent.',
    'Set PUBLIC_URL, for example https://chat.example.com.',
  ],
  'push none': () => ['The keys of push are there; nobody has switched it on yet.'],
  'push ready': () => ['The keys of push are there.'],
  'push devices': ({ devices }) => [`Push calls ${devices} browsers.`],
  'push not-secure': () => [
    'Browsers take push only from an https address, and people reach this server by none.',
    'Put a proxy with TLS before the server.',
  ],
  'push unreachable': ({ host }) => [
    `The push service ${host} cannot be reached; calls wait and are tried again.`,
    'Let the server reach it by https.',
  ],
  'push refused': ({ host, status }) => [
    `The push service ${host} refused the last push with ${status}.`,
    'Look at the clock of this machine and at PUBLIC_URL; then switch push off and on on that device.',
  ],
  'version known': ({ program, data, protocol, node }) => [
    `Holdline ${program}, data ${data}, protocol ${protocol}, Node ${node}.`,
  ],
};

export function say({ check, code, values }: Finding): Said {
  const [what, todo = ''] = SAYINGS[`${check} ${code}` as FindingSaying](values);
  return { what, todo };
}
