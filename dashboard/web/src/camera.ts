/** Opens the browser's camera, and explains in plain words why it did not start. */

/** The camera could not be opened; the message is for the user. */
export class CameraError extends Error {}

/** Opens the camera; throws {@link CameraError}. */
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

/** The message for a user whose camera did not start, by the name of the browser's error. */
export function cameraWords(name: string): string {
  switch (name) {
    case "InsecureError":
      return "Browsers allow the camera only on secure pages. Open this page with https, or on localhost.";
    case "NotAllowedError":
    case "SecurityError":
      return "The browser does not allow this page to use the camera. Allow it in the address bar or the settings, then try again.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No camera was found. Connect one, then try again.";
    case "NotReadableError":
    case "AbortError":
      return "The camera does not start, perhaps because another program is using it. Close that program, then try again.";
    default:
      return "The camera did not start. Try again, or use another browser.";
  }
}
