import type { FileTrouble } from '#client/files/fetch-file.ts';
import type { MessageId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';

/** Pictures whose bytes stay in memory, so that going back to them asks nobody. */
const KEPT = 60;

/** Addresses of pictures on this page; null for one that cannot be had now. The bytes of each are asked for once. */
export function createPictures(): (
  message: MessageId,
  bytes: () => Promise<Result<Blob, FileTrouble>>,
) => Promise<string | null> {
  const pictures = new Map<MessageId, Promise<string | null>>();

  function letGo(): void {
    for (const [message, picture] of pictures) {
      if (pictures.size <= KEPT) return;
      pictures.delete(message);
      void picture.then((url) => url !== null && URL.revokeObjectURL(url));
    }
  }

  return (message, bytes) => {
    const known = pictures.get(message);
    if (known !== undefined) return known;
    const picture = bytes().then((result) => {
      if (result.ok) return URL.createObjectURL(result.value);
      pictures.delete(message);
      return null;
    });
    pictures.set(message, picture);
    letGo();
    return picture;
  };
}
