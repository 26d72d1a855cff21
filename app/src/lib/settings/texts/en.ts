import { counting } from '../../texts/plural.ts';
import type { OperationTexts, SettingsTexts, WorkspaceTexts } from './texts.ts';

const count = counting('en');

const workspace: WorkspaceTexts = {
  title: 'Workspace',
  lead: 'What holds for everybody here. Only admins and owners see it.',
  emptyIsNever: 'Empty: never.',
  fields: {
    offerOnAfterSeconds: {
      label: 'Offer a waiting visitor to colleagues',
      hint: 'Seconds after whoever answers has lost the connection.',
    },
    packAfterDays: {
      label: 'Pack closed conversations',
      hint: 'Days after their end. Packed ones take less room and can still be read, found and reopened.',
    },
    deleteClosedAfterDays: {
      label: 'Delete closed conversations',
      hint: 'Days after their end. What is deleted cannot be brought back.',
    },
    backupEveryHours: { label: 'Make a backup', hint: 'Hours from one to the next.' },
    backupsKept: { label: 'Backups that are kept', hint: 'When there are more, the oldest goes.' },
    fileMegabytes: { label: 'Largest file of staff', hint: 'Megabytes of one file that staff send.' },
    visitorFileMegabytes: {
      label: 'Largest file of a visitor',
      hint: 'Megabytes of one file that a visitor sends. Each waits for a yes.',
    },
  },
};

const operation: OperationTexts = {
  backups: 'Backups',
  backupsLead: 'Made while everybody goes on working. They stay on the server; nobody can take one away from here.',
  noBackups: 'There is no backup yet.',
  backUpNow: 'Back up now',
  backingUp: (percent) => `Backing up… ${percent} %`,
  backedUp: 'The backup is made.',
  backupFailed: (detail) => `The last backup was not made. ${detail}`,
  backupReason: {
    schedule: 'by schedule',
    button: 'by button',
    command: 'by command',
    upgrade: 'before an upgrade',
  },
  backupSize: (megabytes, entries) => `${megabytes} MB · ${count(entries, { one: 'entry', other: 'entries' })}`,
  restore: 'How to restore one',
  restoreHow: [
    'Stop the server on its machine.',
    'In its folder run: npm run restore -- <file>',
    'Start the server. The data of before is kept aside, and devices send again what waited on them.',
  ],
  doctor: 'How the machine is',
  doctorLead: 'What the workspace needs of its machine, looked at from the server and from this browser.',
  checkNow: 'Look now',
  checkAgain: 'Look again',
  checking: 'Looking…',
  checkedAt: (time) => `Looked at ${time}`,
  verdict: { ok: 'Fine', look: 'Look at this', broken: 'Broken', 'not-set-up': 'Not set up' },
  check: {
    address: 'Address',
    socket: 'Live line',
    disk: 'Room on the disk',
    sync: 'Speed of the disk',
    database: 'Database',
    documents: 'Conversations',
    drafts: 'Drafts',
    files: 'Files',
    clock: 'Clock',
    backups: 'Backups',
    memory: 'Memory',
    mail: 'Mail',
    push: 'Push',
    version: 'Version',
  },
  saying: {
    'address tls': ({ url }) => [`${url} answers, encrypted.`],
    'address local': ({ url }) => [`${url} is this machine itself, for trying it out.`],
    'address plain': ({ url }) => [
      `${url} answers without encryption: whoever is on the way reads along, and browsers refuse to install the app.`,
      'Put a proxy with a certificate in front, and set PUBLIC_URL to its https address.',
    ],
    'address not-set': () => [
      'The server does not know by which address people come.',
      'Set PUBLIC_URL, for example to https://chat.example.com.',
    ],
    'address unreachable': ({ url, detail }) => [
      `${url} does not answer from the server (${detail}).`,
      'Look at the name, the proxy and the firewall.',
    ],
    'address no-server': ({ detail }) => [`Nothing answers on the machine (${detail}).`, 'Look at the log.'],
    'socket open': ({ ms }) => [`A WebSocket through the address opens in ${ms} ms.`],
    'socket refused': ({ detail }) => [
      `A WebSocket through the address does not open (${detail}).`,
      'Let the proxy pass /sync with the headers Upgrade and Connection.',
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
    'disk failed': ({ detail }) => [`It cannot be looked at (${detail}).`, 'Look at the log and at the disk.'],
    'sync quick': ({ medianMs, worstMs }) => [`What is written is safe in ${medianMs} ms, at worst in ${worstMs} ms.`],
    'sync slow': ({ medianMs }) => [
      `It takes ${medianMs} ms until what is written is safe, and each message waits for it.`,
      'A faster disk makes everything quicker.',
    ],
    'sync too-slow': ({ medianMs }) => [
      `It takes ${medianMs} ms until what is written is safe.`,
      'Move the data to another disk; a network share is too slow.',
    ],
    'sync failed': ({ detail }) => [`It cannot be measured (${detail}).`, 'Look at the log and at the disk.'],
    'database whole': () => ['The file is whole.'],
    'database damaged': ({ detail }) => [`The file is damaged (${detail}).`, 'Stop the server and restore a backup.'],
    'database failed': ({ detail }) => [`It cannot be looked at (${detail}).`, 'Look at the log and at the disk.'],
    'documents sound': ({ rows }) => [`Every row is as it was written (${rows}).`],
    'documents snapshots': ({ count: n }) => [
      `Damaged snapshots: ${n}. They are made anew from what is whole; nothing is lost.`,
      'If it goes on, look at the disk.',
    ],
    'documents refused': ({ count: n, first }) => [
      `Damaged and therefore not shown: ${n} (${first}). All others go on.`,
      'Restore a backup to have them back.',
    ],
    'documents failed': ({ detail }) => [`They cannot be looked at (${detail}).`, 'Look at the log.'],
    'drafts whole': () => ['No draft was found damaged.'],
    'drafts put-aside': ({ count: n, first, day }) => [
      `Found damaged and put aside: ${n}; the newest on ${day} (${first}).`,
      'What could be read stands in the draft again. If it goes on, look at the disk.',
    ],
    'drafts failed': ({ detail }) => [`They cannot be looked at (${detail}).`, 'Look at the log.'],
    'files whole': ({ count: n, megabytes }) => [`All ${n} files of conversations are there (${megabytes} MB).`],
    'files missing': ({ missing, first }) => [
      `Files that are not there as they were: ${missing} (${first}).`,
      'Words are whole. Restore a backup to have the files back.',
    ],
    'files failed': ({ detail }) => [`They cannot be looked at (${detail}).`, 'Look at the log.'],
    'clock right': () => ['It agrees with the one outside.'],
    'clock differs': ({ seconds }) => [
      `It differs by ${seconds} s from the one outside.`,
      'Let the machine set its clock by the network.',
    ],
    'clock unknown': () => ['Nobody outside told the time.', 'It is compared as soon as the address answers.'],
    'backups fresh': ({ hours, count: n }) => [`The newest is ${hours} h old. Kept: ${n}.`],
    'backups late': ({ hours }) => [`The newest is ${hours} h old, and should be younger.`, 'Back up now.'],
    'backups by-hand': ({ hours }) => [
      `They are made by hand only; the newest is ${hours} h old.`,
      'Set how often they are made, under Workspace.',
    ],
    'backups all-kept': ({ count: n }) => [
      `Settings under Workspace cannot be read, so none is deleted. Kept: ${n}.`,
      'Look at them there, then change one and save.',
    ],
    'backups none': () => ['There is none yet.', 'Back up now.'],
    'backups failed': ({ detail }) => [`The last one was not made: ${detail}`, 'Mend that, then back up now.'],
    'memory enough': ({ freeMegabytes, processMegabytes }) => [
      `The server takes ${processMegabytes} MB; ${freeMegabytes} MB are free.`,
    ],
    'memory little': ({ freeMegabytes }) => [
      `Only ${freeMegabytes} MB are free.`,
      'Give the machine more, or stop what else runs there.',
    ],
    'memory much': ({ processMegabytes }) => [
      `The server takes ${processMegabytes} MB.`,
      'Restart it at a quiet moment.',
    ],
    'mail none': () => ['Not set up: answers wait in the chat for visitors to come back.'],
    'mail ready': ({ host, sent, waiting }) => [
      `E-mails are sent by ${host}. In the last day: ${sent}; waiting: ${waiting}.`,
    ],
    'mail failing': ({ host, detail, waiting }) => [
      `The last try to send by ${host} failed: ${detail}. E-mails that wait and are tried again for a day: ${waiting}.`,
      'Look at the mail settings and send a test e-mail.',
    ],
    'mail gave-up': ({ failed, sent }) => [
      `E-mails that could not be delivered in the last day: ${failed}; sent: ${sent}.`,
      'Each conversation says by the answer why.',
    ],
    'mail no-password': ({ host }) => [
      `The password for ${host} cannot be read here: the data came from elsewhere, and its key stayed there.`,
      'Type the password again in the mail settings.',
    ],
    'mail no-address': () => ['E-mails have no address for their links, so none is sent.', 'Set PUBLIC_URL.'],
    'push none': () => ['Ready. Nobody has switched it on yet: everybody does so in their own settings.'],
    'push ready': () => ['Ready.'],
    'push devices': ({ devices }) => [`Browsers called while Holdline is closed: ${devices}.`],
    'push not-secure': () => [
      'Browsers take push only from an https address, and people reach this server by none.',
      'Put a proxy with TLS before the server.',
    ],
    'push unreachable': ({ host }) => [
      `The push service ${host} cannot be reached. Calls wait and are tried again.`,
      'Let the server reach it by https.',
    ],
    'push refused': ({ host, status }) => [
      `The push service ${host} refused the last push with ${status}.`,
      'Look at the server’s clock and at PUBLIC_URL; then switch push off and on on that device.',
    ],
    'version known': ({ program, data, protocol, node }) => [
      `Holdline ${program} · data ${data} · protocol ${protocol} · Node ${node}`,
    ],
  },
  here: 'From this browser',
  hereSocket: 'A WebSocket to the server opens from here, and the clocks agree.',
  hereNoSocket: [
    'A WebSocket to the server does not open from here.',
    'Let the proxy pass /sync with the headers Upgrade and Connection.',
  ],
  hereClock: (seconds) => [
    `The clock of this device differs from the server’s by ${seconds} s.`,
    'Set one of them right; messages are ordered by the server’s.',
  ],
};

export const en: SettingsTexts = { workspace, operation };
