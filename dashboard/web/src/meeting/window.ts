/** A window that the teacher shares with this page, by the browser's own screen sharing. */

import { t } from "../i18n";

/** The window could not be shared; the message is for the user. */
export class WindowError extends Error {}

/** Why no window can be shared on this page, for the teacher; empty if one may be. */
export function noWindow(): string {
  if (!isSecureContext) return t("meeting.error.insecure");
  return navigator.mediaDevices && "getDisplayMedia" in navigator.mediaDevices ? "" : t("meeting.error.unsupported");
}

/** Asks the browser for a window; throws {@link WindowError}. */
export async function shareWindow(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({
      audio: false,
      video: { frameRate: { ideal: 5 }, width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
  } catch (error) {
    throw new WindowError(t((error as DOMException).name === "NotAllowedError" ? "meeting.error.refused" : "meeting.error.failed"));
  }
}
