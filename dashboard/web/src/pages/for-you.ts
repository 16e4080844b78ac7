/** The page For you: choose or take a picture, check it, send it, see the result and the recommendation. */

import { post, type FrameResult } from "../api";
import { CameraError, noCamera } from "../camera";
import { byId, setText } from "../dom";
import { startCamera, startChoosing, type Chosen, type ChoosingListener } from "../for-you/choosing";
import { clearResult, showResult } from "../for-you/result";
import { pictureWords } from "../for-you/picture-words";
import { t } from "../i18n";
import { askPhotosKept } from "../kept";
import { shape } from "../overlay";
import { pictureSize } from "../picture";
import { startShell } from "../shell";

type Step = "choosing" | "camera" | "preview" | "result" | "not-allowed";

const STEPS: Step[] = ["choosing", "camera", "preview", "result", "not-allowed"];

let chosen: Chosen | null = null;
let address = "";

const listener: ChoosingListener = {
  chosen: preview,
  cameraOn: () => go("camera"),
  cancelled: () => go("choosing"),
  failed: (error) => say(error instanceof CameraError ? error.message : pictureWords(error)),
};

const [me, kept] = await Promise.all([startShell(), askPhotosKept()]);
setText(byId("kept"), kept);
setText(byId("no-camera"), noCamera());
byId("no-camera").hidden = noCamera() === "";
byId("use-camera").hidden = noCamera() !== "";
if (me.pictures) startChoosing(listener);
byId("send").addEventListener("click", () => void send());
byId("cancel").addEventListener("click", startAgain);
byId("again").addEventListener("click", startAgain);
byId("retake").addEventListener("click", retake);
go(me.pictures ? "choosing" : "not-allowed", false);

function preview(next: Chosen): void {
  chosen = next;
  URL.revokeObjectURL(address);
  address = URL.createObjectURL(next.picture.jpeg);
  const { width, height } = next.picture;
  byId<HTMLImageElement>("preview-picture").src = address;
  shape(byId("preview-stage"), { width, height });
  shape(byId("result-stage"), { width, height });
  setText(byId("preview-size"), t("for-you.size", { size: pictureSize(next.picture) }));
  setText(byId("retake"), next.from === "camera" ? t("for-you.retake") : t("for-you.another"));
  go("preview");
}

async function send(): Promise<void> {
  if (!chosen) return;
  const button = byId<HTMLButtonElement>("send");
  const sending = chosen;
  button.disabled = true;
  setText(byId("waiting"), t("for-you.looking"));
  say("");
  try {
    const result = await post<FrameResult>("/api/frames", sending.picture.jpeg);
    if (chosen !== sending) return;
    showResult(address, result);
    go("result");
  } catch (error) {
    if (chosen === sending) say(pictureWords(error));
  } finally {
    button.disabled = false;
    setText(byId("waiting"), "");
  }
}

function retake(): void {
  if (chosen?.from === "camera") void startCamera(listener);
  else byId("file").click();
}

function startAgain(): void {
  chosen = null;
  clearResult();
  go("choosing");
}

function go(step: Step, focus = true): void {
  say("");
  for (const each of STEPS) byId(each).hidden = each !== step;
  if (!focus) return;
  byId("heading").focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

function say(words: string): void {
  setText(byId("said"), words);
  byId("said").hidden = words === "";
}
