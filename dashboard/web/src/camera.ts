/** Opens the browser's camera, and explains in plain words why it did not start. */

import { t } from "./i18n";

/** The camera could not be opened; the message is for the user. */
export class CameraError extends Error {}

/** Why no camera can be opened on this page, for the user; empty if one may be. Browsers hide cameras from pages that are not secure. */
export const noCamera = (): string => (isSecureContext ? "" : t("camera.insecure"));

/** Opens the camera; throws {@link CameraError}. */
export async function openCamera(): Promise<MediaStream> {
  if (noCamera()) throw new CameraError(noCamera());
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" },
    });
  } catch (error) {
    throw new CameraError(cameraWords((error as DOMException).name));
  }
}

/** Shows a stream in a video; resolves when there is a picture. */
export async function show(stream: MediaStream, video: HTMLVideoElement): Promise<void> {
  video.srcObject = stream;
  await video.play();
}

/** Switches a camera off. */
export function closeCamera(stream: MediaStream | null, video: HTMLVideoElement): void {
  stream?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
}

/** The message for a user whose camera did not start, by the name of the browser's error. */
export function cameraWords(name: string): string {
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return t("camera.not-allowed");
    case "NotFoundError":
    case "OverconstrainedError":
      return t("camera.not-found");
    case "NotReadableError":
    case "AbortError":
      return t("camera.busy");
    default:
      return t("camera.failed");
  }
}
