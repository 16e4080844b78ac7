/** Watches a meeting's window: takes pictures of it at a rate, sends them as a source of the lecture, and shows what is sent. */

import { ApiError, get, type Me } from "../api";
import { closeCamera, show } from "../camera";
import { byId, setText } from "../dom";
import { FrameSocket, type SocketMessage, type SocketState } from "../frame-socket";
import { language, t } from "../i18n";
import { snap, type Picture } from "../picture";
import { problem, sentence } from "../sentences";
import { Ticker } from "./ticker";

/** The name of the source in the lecture. */
export const SOURCE = "meeting";
/** Longest side of a picture in pixels: 49 faces in a grid are some 100 pixels high. */
const LONGEST_SIDE = 1920;
/** JPEG qualities, the first of which fits into a frame is taken. */
const QUALITIES = [0.9, 0.75, 0.6];
/** Below this width a gallery of 49 has faces of some 20 pixels. */
const SMALL = 800;

export class MeetingWatch {
  private readonly video = byId<HTMLVideoElement>("meeting-video");
  private readonly image = byId<HTMLImageElement>("meeting-picture");
  private readonly ticker = new Ticker(() => void this.tick());
  private readonly aborted = new AbortController();
  private readonly socket: FrameSocket;
  private most = 900_000;
  private sent = 0;
  private paused = false;
  private taking = false;
  private name: SocketState["name"] = "connecting";

  /** `over` is called at the end with a message for the teacher. */
  constructor(
    private readonly lecture: string,
    private readonly stream: MediaStream,
    private readonly over: (words: string) => void,
  ) {
    this.socket = new FrameSocket(this.query("all"), requireTeacher, {
      state: (state) => this.state(state),
      message: (message) => this.message(message),
    });
  }

  async start(counting: string, rate: number): Promise<void> {
    const { signal } = this.aborted;
    byId("meeting-pause").addEventListener("click", () => this.pause(!this.paused), { signal });
    byId("meeting-stop").addEventListener("click", () => this.end(t("meeting.ended.stopped")), { signal });
    window.addEventListener("online", () => this.socket.retry(), { signal });
    for (const track of this.stream.getTracks()) {
      track.addEventListener("ended", () => this.end(t("meeting.ended.browser")), { signal });
    }
    this.pause(false);
    setText(byId("meeting-sent"), t("meeting.sent.none"));
    setText(byId("meeting-faces"), "");
    await show(this.stream, this.video);
    this.count(counting); // which connects
    this.takeRate(rate);
    void this.tick();
  }

  /** Pictures a second. */
  takeRate(rate: number): void {
    this.ticker.start(1000 / rate);
  }

  /** Changes where people count who have also joined themselves. */
  count(counting: string): void {
    this.socket.change(this.query(counting));
  }

  end(words: string): void {
    if (this.aborted.signal.aborted) return;
    this.aborted.abort();
    this.ticker.stop();
    this.socket.close();
    closeCamera(this.stream, this.video);
    URL.revokeObjectURL(this.image.src);
    this.image.removeAttribute("src");
    this.image.hidden = true;
    this.over(words);
  }

  private query(counting: string): Record<string, string> {
    return { lecture: this.lecture, source: SOURCE, counting };
  }

  private pause(paused: boolean): void {
    this.paused = paused;
    setText(byId("meeting-pause"), t(paused ? "meeting.resume" : "meeting.pause"));
    this.badge();
  }

  /** Takes and sends a picture, unless the one before is still under way. */
  private async tick(): Promise<void> {
    if (this.paused || this.taking || !this.socket.canSend() || this.video.videoWidth === 0) return;
    this.taking = true;
    try {
      const picture = await this.take();
      if (!this.paused && !this.aborted.signal.aborted && this.socket.send(picture.jpeg)) this.show(picture);
    } finally {
      this.taking = false;
    }
  }

  private async take(): Promise<Picture> {
    let picture = await snap(this.video, LONGEST_SIDE, QUALITIES[0]!);
    for (const quality of QUALITIES.slice(1)) {
      if (picture.jpeg.size <= this.most) break;
      picture = await snap(this.video, LONGEST_SIDE, quality);
    }
    return picture;
  }

  private show({ jpeg, width, height }: Picture): void {
    URL.revokeObjectURL(this.image.src);
    this.image.src = URL.createObjectURL(jpeg);
    this.image.hidden = false;
    const kilobytes = Math.max(1, Math.round(jpeg.size / 1000));
    const small = width < SMALL ? ` ${t("meeting.sent.small")}` : "";
    setText(byId("meeting-sent"), t("meeting.sent.size", { kilobytes, width, height, count: ++this.sent }) + small);
  }

  private message(message: SocketMessage): void {
    if (message.type === "welcome") this.most = message.maxBytes;
    if (message.type === "emotions") setText(byId("meeting-faces"), t("meeting.faces", { count: message.faces.length }));
    if (message.type === "refused") setText(byId("meeting-faces"), language === "en" ? sentence(message.detail) : t("join.not-processed"));
  }

  private state(state: SocketState): void {
    this.name = state.name;
    this.badge();
    if (state.name === "taken-over") this.end(t("meeting.ended.elsewhere"));
    if (state.name === "ended") this.end(t("meeting.ended.stopped"));
    if (state.name === "refused") this.end(t("meeting.ended.refused", { detail: problem(state.error) }));
  }

  private badge(): void {
    const badge = byId("meeting-state");
    const sending = this.name === "open" && !this.paused;
    const words = this.paused ? "paused" : this.name === "open" ? "sending" : this.name === "lost" ? "lost" : "connecting";
    setText(badge, t(`meeting.state.${words}`));
    badge.className = `badge${sending ? " badge-good badge-live" : ""}${this.name === "lost" && !this.paused ? " badge-warn" : ""}`;
  }
}

/** Only a teacher may send a window; throws an {@link ApiError} for anybody else. */
async function requireTeacher(signal: AbortSignal): Promise<true> {
  const me = await get<Me>("/api/me", signal);
  if (me.role !== "teacher") throw new ApiError(403, { type: "about:blank", title: "Only teachers may do this", status: 403 });
  return true;
}
