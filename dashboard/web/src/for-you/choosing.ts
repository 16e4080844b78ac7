/** Lets the user drop, choose, paste or take a picture. */

import { closeCamera, openCamera, show } from "../camera";
import { byId } from "../dom";
import { shapeAs } from "../overlay";
import { LONGEST_SIDE, readPicture, snap, type Picture } from "../picture";

export interface Chosen {
  picture: Picture;
  from: "file" | "camera";
}

export interface ChoosingListener {
  chosen(chosen: Chosen): void;
  cameraOn(): void;
  cancelled(): void;
  failed(error: unknown): void;
}

const video = byId<HTMLVideoElement>("video");
let stream: MediaStream | null = null;

/** Activates the dropzone, the file chooser and the buttons of the camera. */
export function startChoosing(listener: ChoosingListener): void {
  const file = byId<HTMLInputElement>("file");
  shapeAs(video, byId("camera-stage"));
  file.addEventListener("change", () => {
    void take(file.files, listener);
    file.value = "";
  });
  document.addEventListener("paste", (event) => void take(event.clipboardData?.files, listener));
  startDropping(listener);
  byId("use-camera").addEventListener("click", () => void startCamera(listener));
  byId("take").addEventListener("click", () => void takePhoto(listener));
  byId("camera-off").addEventListener("click", () => {
    stopCamera();
    listener.cancelled();
  });
}

/** Opens the camera and shows its video. */
export async function startCamera(listener: ChoosingListener): Promise<void> {
  const button = byId<HTMLButtonElement>("use-camera");
  button.disabled = true;
  try {
    stream = await openCamera();
    listener.cameraOn();
    await show(stream, video);
  } catch (error) {
    stopCamera();
    listener.failed(error);
  } finally {
    button.disabled = false;
  }
}

function stopCamera(): void {
  closeCamera(stream, video);
  stream = null;
}

async function takePhoto(listener: ChoosingListener): Promise<void> {
  if (video.videoWidth === 0) return;
  try {
    const picture = await snap(video, LONGEST_SIDE, 0.9);
    stopCamera();
    listener.chosen({ picture, from: "camera" });
  } catch (error) {
    listener.failed(error);
  }
}

function startDropping(listener: ChoosingListener): void {
  const zone = byId("dropzone");
  const over = (on: boolean) => zone.classList.toggle("dropzone-over", on);
  // Anywhere on the page: a picture dropped beside the zone must not replace the page.
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!byId("choosing").hidden) void take(event.dataTransfer?.files, listener);
  });
}

async function take(files: FileList | null | undefined, listener: ChoosingListener): Promise<void> {
  const file = files?.[0];
  if (!file) return;
  try {
    listener.chosen({ picture: await readPicture(file), from: "file" });
  } catch (error) {
    listener.failed(error);
  }
}
