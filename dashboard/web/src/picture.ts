/** Scales pictures down in the browser and encodes them as JPEG again, which removes where and when they were taken. */

import { t } from "./i18n";

export interface Size {
  width: number;
  height: number;
}

export interface Picture extends Size {
  jpeg: Blob;
}

/** The size of an encoded picture in words: "34 kB, 640 × 480". */
export const pictureSize = ({ jpeg, width, height }: Picture): string =>
  t("picture.size", { kilobytes: Math.max(1, Math.round(jpeg.size / 1000)), width: String(width), height: String(height) });

/** The file is not a picture that this browser can read; the message is for the user. */
export class PictureError extends Error {}

/** The longest side of a single picture that is sent, in pixels. */
export const LONGEST_SIDE = 1280;

/** Scales a size down, never up, until its longest side fits. */
export function fit({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Reads a picture and turns it upright; throws {@link PictureError}. */
export async function readPicture(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new PictureError(t("picture.unreadable"));
  });
  try {
    return await writeJpeg(bitmap, bitmap, LONGEST_SIDE, 0.9);
  } finally {
    bitmap.close();
  }
}

/** Takes a picture of what a video shows now. */
export const snap = (video: HTMLVideoElement, longest: number, quality: number): Promise<Picture> =>
  writeJpeg(video, { width: video.videoWidth, height: video.videoHeight }, longest, quality);

async function writeJpeg(image: CanvasImageSource, size: Size, longest: number, quality: number): Promise<Picture> {
  const { width, height } = fit(size, longest);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false })!;
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
  if (!jpeg) throw new PictureError(t("picture.unwritable"));
  return { jpeg, width, height };
}
