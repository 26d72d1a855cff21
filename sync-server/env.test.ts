import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from './env.ts';

describe('settings', () => {
  test('RUN1 nothing has to be set', () => {
    expect(readSettings({})).toEqual({
      ok: true,
      value: {
        port: 8080,
        host: '0.0.0.0',
        dataDir: resolve('data'),
        publicUrl: null,
        owner: null,
        logLevel: 'info',
        trustProxy: false,
        limitSignIn: true,
        limitVisitors: true,
        dieAt: null,
        pushToLoopback: false,
        metricsToken: null,
        mail: null,
      },
    });
  });

  test('an empty variable counts as one that is not there', () => {
    expect(readSettings({ PORT: '', PUBLIC_URL: '' })).toEqual(readSettings({}));
  });

  test('every setting is taken', () => {
    expect(
      readSettings({
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: '/srv/holdline',
        PUBLIC_URL: 'https://chat.example.com/',
        HOLDLINE_OWNER_EMAIL: ' Olga@Example.com ',
        HOLDLINE_OWNER_PASSWORD: 'ten letters',
        LOG_LEVEL: 'debug',
        TRUST_PROXY: 'on',
        SIGN_IN_LIMIT: 'off',
        VISITOR_LIMIT: 'off',
        DIE_AT: 'commit.unsynced:3',
        PUSH_TO_LOOPBACK: 'on',
        METRICS_TOKEN: 'abcdefghijklmnop',
        SMTP_HOST: 'SMTP.example.com',
        SMTP_SECURITY: 'tls',
        SMTP_USER: 'shop',
        SMTP_PASSWORD: 'hush',
        MAIL_FROM: 'chat@shop.example',
        MAIL_NAME: 'Shop',
      }),
    ).toEqual({
      ok: true,
      value: {
        port: 0,
        host: '127.0.0.1',
        dataDir: '/srv/holdline',
        publicUrl: 'https://chat.example.com',
        owner: { email: 'olga@example.com', password: 'ten letters' },
        logLevel: 'debug',
        trustProxy: true,
        limitSignIn: false,
        limitVisitors: false,
        dieAt: { point: 'commit.unsynced', time: 3 },
        pushToLoopback: true,
        metricsToken: 'abcdefghijklmnop',
        mail: {
          server: {
            ...{ host: 'smtp.example.com', port: 465, security: 'tls', user: 'shop' },
            ...{ from: 'chat@shop.example', name: 'Shop' },
          },
          password: 'hush',
        },
      },
    });
  });

  test.each([
    [{ PORT: '80a' }, 'PORT is "80a"; allowed: a whole number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT is "70000"; allowed: a whole number from 0 to 65535.'],
    [
      { PUBLIC_URL: 'https://example.com/chat' },
      'PUBLIC_URL is "https://example.com/chat"; allowed: an address such as',
    ],
    [{ PUBLIC_URL: 'ftp://example.com' }, 'PUBLIC_URL is "ftp://example.com"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; allowed: fatal, error'],
    [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY is "maybe"; allowed: on or off.'],
    [{ HOLDLINE_OWNER_EMAIL: 'a@example.com' }, 'HOLDLINE_OWNER_PASSWORD is not set'],
    [{ HOLDLINE_OWNER_PASSWORD: 'long enough here' }, 'HOLDLINE_OWNER_EMAIL is not set'],
  ])('RUN2 %j is refused in one line that names the variable and what is allowed', (environment, line) => {
    const result = readSettings(environment);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.failure).toContain(line);
    expect(result.failure).not.toContain('\n');
  });

  test('RUN2 the process says the one line and ends with 1', () => {
    const main = join(import.meta.dirname, 'main.ts');
    const ended = spawnSync(process.execPath, [main], { env: { PORT: 'eighty' }, encoding: 'utf8' });
    expect(ended.stderr).toBe('PORT is "eighty"; allowed: a whole number from 0 to 65535.\n');
    expect(ended.status).toBe(1);
  });

  test('WIRE5 a refused secret is not printed', () => {
    const result = readSettings({ HOLDLINE_OWNER_EMAIL: 'a@example.com', HOLDLINE_OWNER_PASSWORD: 'hunter2' });
    expect(result).toEqual({
      ok: false,
      failure: 'HOLDLINE_OWNER_PASSWORD is not allowed; allowed: 10 to 200 characters.',
    });
  });
});
