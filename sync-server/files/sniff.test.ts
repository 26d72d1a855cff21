import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';
import { shortName } from './uploads.ts';

const of = (text: string, name = 'photo.jpg') => sniff(Buffer.from(text, 'latin1'), name);

test('FILE3 a file is what its bytes say, whatever its name says', () => {
  expect(of('\xff\xd8\xff\xe0', 'a.txt')).toEqual({ type: 'image/jpeg', kind: 'picture' });
  expect(of('RIFF\0\0\0\0WEBPVP8 ')).toEqual({ type: 'image/webp', kind: 'picture' });
  expect(of('%PDF-1.7')).toEqual({ type: 'application/pdf', kind: 'plain' });
  expect(of('PK\x03\x04', 'list.docx').type).toContain('wordprocessingml');
  expect(of('PK\x03\x04').type).toBe('application/zip');
  expect(of('PK\x03\x04', 'x.constructor').type).toBe('application/zip');
  for (const [brands, type, kind] of [
    ['heic', 'image/heic', 'picture'],
    ['mif1\0\0\0\0miafavif', 'image/heif', 'picture'],
    ['MiHE\0\0\0\0mif1heic', 'image/heif', 'picture'],
    ['avis', 'image/avif', 'picture'],
    ['qt  ', 'video/quicktime', 'film'],
    ['isom\0\0\0\0mp42iso2', 'video/mp4', 'film'],
    ['M4A ', 'audio/mp4', 'plain'],
  ])
    expect(of(`\0\0\0\x18ftyp${brands}`)).toEqual({ type, kind });
  expect(sniff(Buffer.from('Żółw, чай'), 'a.csv')).toEqual({ type: 'text/plain', kind: 'plain' });
});

test('FILE3 what could run somewhere has no type', () => {
  const pages = [
    '<!doctype html><p>',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?>',
    ' <script>',
  ];
  for (const page of pages) expect(of(page)).toEqual({ type: 'application/octet-stream', kind: 'active' });
  expect(of('\x01\xfe\0\0').kind).toBe('active');
  for (const program of ['MZ\x90', '\x7fELF\x02', '#!/bin/sh'])
    expect(of(program)).toEqual({ type: 'application/octet-stream', kind: 'program' });
  expect(of('PK\x03\x04', 'app.jar').kind).toBe('program');
});

test('FILE3 a name is a name: no path, nothing that turns it around, and its ending stays', () => {
  expect(shortName('../../etc/passwd')).toBe('passwd');
  expect(shortName('C:\\photos\\me.jpg')).toBe('me.jpg');
  expect(shortName('invoice\u202egpj.exe\n')).toBe('invoicegpj.exe');
  expect(shortName('a.exe.')).toBe('a.exe');
  expect(shortName('a\u200b.e\u00adxe\u2028 . ')).toBe('a.exe');
  expect(shortName('..')).toBe('file');
  expect(shortName(' \u0000 ')).toBe('file');
  expect(shortName(`${'ż'.repeat(400)}.pdf`)).toBe(`${'ż'.repeat(196)}.pdf`);
});
