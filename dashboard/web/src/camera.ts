/** The browser's camera, and plain words for when there is none. */

/** A camera that could not be had; the message is for the reader. */
export class CameraError extends Error {}

/** Asks for the camera; throws {@link CameraError}. */
export async function openCamera(): Promise<MediaStream> {
  try {
    if (!isSecureContext || !navigator.mediaDevices) throw new DOMException("", "InsecureError");
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

/** What to tell somebody whose camera did not start, by the name of the browser's error. */
export function cameraWords(name: string): string {
  switch (name) {
    case "InsecureError":
      return "Browsers allow the camera only on secure pages: open this page by https, or on localhost.";
    case "NotAllowedError":
    case "SecurityError":
      return "The camera is not allowed here. Allow it for this page in the browser's address bar or settings, then try again.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No camera was found. Connect one, then try again.";
    case "NotReadableError":
    case "AbortError":
      return "The camera is there but does not start: another program may be using it. Close that, then try again.";
    default:
      return "The camera did not start. Try again, or use another browser.";
  }
}
