import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A grey PNG of this size, with what a camera may tell beside it. Tests only. */
export function pngOf(width: number, height: number, told = '', shade = 1): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...(told === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${told}`, 'latin1'))]),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height, shade))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
