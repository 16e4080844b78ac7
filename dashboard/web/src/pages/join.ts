/** The page Join: asks for consent, joins the lecture, starts the camera, and sends when the consent is stored. */

import { ApiError, post, type Seat } from "../api";
import { CameraError, noCamera, openCamera } from "../camera";
import { byId, setText } from "../dom";
import { agree, showAgreed } from "../join/consent";
import { complain, refusal, startForm, type Wish } from "../join/form";
import { LiveSeat } from "../join/live";
import { t } from "../i18n";
import { askSeatKept } from "../kept";
import { shapeAs } from "../overlay";
import { startShell } from "../shell";

shapeAs(byId<HTMLVideoElement>("video"), byId("stage"));
const [me, kept] = await Promise.all([startShell(), askSeatKept()]);
setText(byId("kept"), kept);
const seatsChanged = startForm(me, location, join, left);
byId<HTMLButtonElement>("start").disabled = noCamera() !== "";
say(noCamera());

async function join(wish: Wish): Promise<void> {
  say("");
  let stream: MediaStream | undefined;
  try {
    const seat = await post<Seat>("/api/join", wish);
    stream = await openCamera();
    const consent = await agree(seat);
    history.replaceState(null, "", `/join/${encodeURIComponent(seat.lecture)}`);
    showLive(true, seat.lecture);
    showAgreed(consent);
    await new LiveSeat(seat, wish.code, consent.givenAt, stream, kept, left).start();
  } catch (error) {
    stream?.getTracks().forEach((track) => track.stop());
    showLive(false);
    explain(error, wish.lecture);
    void seatsChanged();
  }
}

function explain(error: unknown, lecture: string): void {
  if (error instanceof CameraError) return say(error.message);
  if (!(error instanceof ApiError)) throw error;
  const { field, words } = refusal(error, lecture);
  if (!field) return say(words);
  complain(field, words);
  byId(field).focus();
}

/** `released`: whether the server has stored that the student has left; only then the words are true. */
function left(words: string, released: Promise<boolean>): void {
  byId<HTMLInputElement>("agree").checked = false;
  showLive(false);
  say("");
  void released.then((stored) => {
    if (stored) say(words, false);
    else say(t("join.left.unsaved"));
    void seatsChanged();
  });
}

function showLive(live: boolean, lecture?: string): void {
  byId("asking").hidden = live;
  byId("live").hidden = !live;
  setText(byId("heading"), lecture ? t("join.in", { lecture }) : t("join.title"));
  byId("heading").focus();
}

function say(words: string, trouble = true): void {
  byId("said").classList.toggle("notice-warn", trouble);
  setText(byId("said"), words);
  byId("said").hidden = words === "";
}
