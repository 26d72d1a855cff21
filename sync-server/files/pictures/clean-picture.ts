/**
 * A picture without what its bytes tell beside the picture: where and with what it was made, by whom, when, and whatever stands
 * behind its end. Nothing of the picture itself is changed, and how it is to be turned stays.
 */
export interface CleanPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Something in it is not as the format says. */
export class BrokenPictureError extends Error {}
