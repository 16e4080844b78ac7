/** The second step: the camera is on, pictures are sent, and results are shown. */

import { isReading, type LectureState, type Seat } from "../api";
import { closeCamera, show } from "../camera";
import { byId, setText } from "../dom";
import { FrameSocket, type SocketMessage, type SocketState } from "../frame-socket";
import { Notices } from "../notices";
import { t } from "../i18n";
import { classNotice } from "../lecture/words";
import { snap } from "../picture";
import { CONNECTION_LOST, plainly } from "../sentences";
import { Shelf } from "../shelf";
import { Boxes } from "./boxes";
import { followClass, showClass } from "./class-state";
import { eraseAndLeave, wantsErasure } from "./erase";
import { release } from "./form";
import { SentView } from "./sent";

/** The longest side of a frame, pixels, and its JPEG quality. */
const LONGEST_SIDE = 640;
const QUALITY = 0.8;
/** How long messages about single frames stay, in milliseconds. */
const WHILE = 8000;

declare global {
  interface Window {
    /** Milliseconds from sending a frame to drawing its boxes, of the last 500 frames. For tests. */
    moodstream?: { latencies: number[] };
  }
}

export class LiveSeat {
  private readonly video = byId<HTMLVideoElement>("video");
  private readonly boxes = new Boxes();
  private readonly notices = new Notices(byId("said"), ["connection", "camera", "class", "frames", "hidden"] as const);
  private readonly shelf = new Shelf(byId("fits"), false);
  private readonly socket: FrameSocket;
  private readonly sent: SentView;
  private readonly ended = new AbortController();
  private rate = 1;
  private paused = false;
  private timer = 0;
  private lastTick = 0;

  /** `agreed` is when the student did; `kept` says how long pictures are kept; `left` is called at the end with a message for the student, and whether what it says has been stored. */
  constructor(
    private readonly seat: Seat,
    code: string,
    agreed: string,
    private readonly stream: MediaStream,
    private readonly kept: string,
    private readonly left: (words: string, released: Promise<boolean>) => void,
  ) {
    this.socket = FrameSocket.ofSeat(seat, code, agreed, {
      state: (state) => this.state(state),
      message: (message, sentAt) => this.message(message, sentAt),
    });
    this.sent = new SentView(this.socket.ledger);
    window.moodstream = { latencies: this.socket.ledger.latencies };
  }

  async start(): Promise<void> {
    const { signal } = this.ended;
    setText(byId("seat-lecture"), this.seat.lecture);
    setText(byId("seat-source"), this.seat.source);
    byId("pause").addEventListener("click", () => this.pause(!this.paused), { signal });
    byId("leave").addEventListener("click", () => void this.leave(), { signal });
    byId("erase").addEventListener("click", () => void this.erase(), { signal });
    byId("live").addEventListener("change", () => this.takeRate(), { signal });
    document.addEventListener("visibilitychange", () => this.visibility(), { signal });
    window.addEventListener("online", () => this.socket.retry(), { signal });
    for (const track of this.stream.getTracks()) {
      track.addEventListener("ended", () => this.notices.say("camera", t("camera.stopped")), { signal });
    }
    this.takeRate();
    this.pause(false);
    await show(this.stream, this.video);
    this.socket.open();
    void followClass(this.seat.lecture, signal, (state) => this.classState(state));
    this.tick();
  }

  /** Switches the camera off and releases the seat, which withdraws. */
  private async leave(): Promise<void> {
    this.stop();
    const released = release(this.seat.lecture);
    this.left(t("join.left", { kept: this.kept }), released);
    await released;
  }

  /** Switches the camera off and has everything of this student deleted; the seat stays if that failed, to try again. */
  private async erase(): Promise<void> {
    if (!(await wantsErasure())) return;
    this.stop();
    setText(byId("state"), t("erase.running"));
    const { words, released } = await eraseAndLeave(this.seat);
    this.left(words, released);
    await released;
  }

  /** Switches the camera off; the seat stays. */
  private end(words: string): void {
    this.stop();
    this.left(words, Promise.resolve(true));
  }

  /** Switches the camera off, and takes away whatever the page says about this seat. */
  private stop(): void {
    this.ended.abort();
    clearTimeout(this.timer);
    this.socket.close();
    closeCamera(this.stream, this.video);
    this.boxes.clear();
    this.sent.clear();
    this.notices.clearAll();
    this.shelf.clear(t("join.fits"));
    showClass(null);
    document.title = document.title.replace(/^● /, "");
  }

  private pause(paused: boolean): void {
    this.paused = paused;
    setText(byId("pause"), paused ? t("join.resume") : t("join.pause"));
    byId("veil").hidden = !paused;
    for (const track of this.stream.getVideoTracks()) track.enabled = !paused;
    if (paused) this.boxes.clear();
    this.badge();
  }

  private takeRate(): void {
    this.rate = Number(document.querySelector<HTMLInputElement>("input[name=rate]:checked")?.value ?? 1);
    if (this.timer !== 0) this.tick();
  }

  private readonly tick = (): void => {
    clearTimeout(this.timer);
    const period = 1000 / this.rate;
    const now = performance.now();
    if (document.hidden && !this.paused && this.lastTick > 0 && now - this.lastTick > 1.8 * period) this.throttled();
    this.lastTick = now;
    this.timer = window.setTimeout(this.tick, period);
    if (!this.paused && this.socket.canSend() && this.video.videoWidth > 0) void this.send();
  };

  private async send(): Promise<void> {
    const picture = await snap(this.video, LONGEST_SIDE, QUALITY);
    if (!this.paused && !this.ended.signal.aborted && this.socket.send(picture.jpeg)) this.sent.show(picture);
  }

  private state(state: SocketState): void {
    this.connected = state.name === "open";
    if (state.name === "open" && this.lost) {
      this.lost = false;
      this.notices.say("connection", this.paused ? t("connection.back") : t("connection.back.sending"), WHILE);
    }
    if (state.name === "lost") {
      this.lost = true;
      this.boxes.clear();
      this.sent.count();
      this.notices.say("connection", t("connection.lost.sending"));
    }
    this.badge();
    if (state.name === "taken-over") this.end(t("join.taken-over"));
    if (state.name === "ended") this.end(t("join.teacher-ended"));
    if (state.name === "erased") this.end(t("join.erased"));
    if (state.name === "withdrawn") this.end(t("join.withdrawn"));
    if (state.name === "refused") this.end(t("join.ended", { detail: plainly(state.error) }));
  }

  private classState(state: LectureState | null): void {
    showClass(state);
    const words = state && classNotice(state);
    if (words) this.notices.say("class", words);
    else this.notices.clear("class");
  }

  private connected = false;
  /** Whether the connection was lost and is not back. */
  private lost = false;

  private badge(): void {
    const badge = byId("state");
    const sending = this.connected && !this.paused;
    setText(badge, this.paused ? t("join.paused") : this.connected ? t("join.sending") : this.lost ? CONNECTION_LOST : t("connecting"));
    badge.classList.toggle("badge-live", sending);
    badge.classList.toggle("badge-warn", this.lost && !this.paused);
    document.title = `${sending ? "● " : ""}${document.title.replace(/^● /, "")}`;
  }

  private message(message: SocketMessage, sentAt: number | undefined): void {
    switch (message.type) {
      case "welcome":
        return this.allowRates(message.maxFps);
      case "emotions":
        return this.draw(message.faces, sentAt);
      case "recommendation":
        return this.shelf.show(message);
      case "dropped":
        this.notices.say("frames", dropped(message.reason), WHILE);
        return this.sent.count();
      case "refused":
        this.notices.say("frames", t("join.not-processed"), WHILE);
        return this.sent.count();
      case "dead-letter":
        void this.notProcessed();
        return this.sent.count();
      case "late":
        this.notices.say("frames", t("join.late"), WHILE);
        return this.sent.count();
      case "accepted":
      case "ping":
        return;
    }
  }

  /** Says that a picture was not processed, in words for students: the detail is for programs. */
  private async notProcessed(): Promise<void> {
    const words = (await isReading())
      ? t("join.not-processed")
      : t("server.not-reachable");
    if (!this.ended.signal.aborted) this.notices.say("frames", words, WHILE);
  }

  private draw(faces: Parameters<Boxes["show"]>[0], sentAt: number | undefined): void {
    this.sent.count();
    if (this.paused) return;
    if (!this.boxes.show(faces, sentAt ?? performance.now())) {
      this.notices.say("frames", t("join.results-late"), WHILE);
    }
    if (sentAt === undefined) return;
    const done = () => this.sent.latency(performance.now() - sentAt);
    if (document.hidden) done();
    else requestAnimationFrame(done);
  }

  private allowRates(most: number): void {
    for (const choice of document.querySelectorAll<HTMLInputElement>("input[name=rate]")) {
      choice.disabled = Number(choice.value) > most;
      if (choice.disabled && choice.checked) document.querySelector<HTMLInputElement>("input[name=rate]")!.checked = true;
    }
    this.takeRate();
  }

  private visibility(): void {
    if (!document.hidden) this.notices.clear("hidden");
    this.lastTick = 0;
  }

  private throttled(): void {
    this.notices.say("hidden", t("join.background"));
  }
}

const dropped = (reason: "too-fast" | "behind"): string =>
  reason === "too-fast"
    ? t("join.too-fast")
    : t("join.busy");
