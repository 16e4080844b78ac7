/** A source of a lecture as a WebSocket, a student's seat or a teacher's window: sends pictures, receives results, and reconnects by itself. */

import { ApiError, post, type Face, type Recommendation, type Seat } from "./api";
import { backoff } from "./backoff";
import { dropDeadConnections } from "./dead-connections";
import { FrameLedger } from "./frame-ledger";
import { Watchdog } from "./watchdog";

export type SocketMessage =
  | { type: "welcome"; lecture: string; source: string; user?: string; maxFps: number; maxBytes: number; maxPixels: number }
  /** The connection works; comes every three seconds. */
  | { type: "ping" }
  | { type: "accepted"; sequence: number }
  | { type: "dropped"; reason: "too-fast" | "behind"; detail: string }
  | { type: "refused"; reason: string; detail: string }
  | { type: "emotions"; sequence: number; capturedAt: string; faces: Face[] }
  | { type: "dead-letter"; sequence: number; detail: string }
  | { type: "late"; sequence: number; detail: string }
  | ({ type: "recommendation" } & Recommendation);

export type SocketState =
  | { name: "connecting" }
  | { name: "open" }
  | { name: "lost"; seconds: number }
  /** The server refuses the seat; no further attempts. */
  | { name: "refused"; error: ApiError }
  /** Another tab or window uses this seat now; no further attempts. */
  | { name: "taken-over" }
  /** The teacher has ended the lecture; no further attempts. */
  | { name: "ended" }
  /** Everything of the user is being deleted; no further attempts. */
  | { name: "erased" }
  /** The user has withdrawn the consent; no further attempts. */
  | { name: "withdrawn" };

export interface SocketListener {
  state(state: SocketState): void;
  /** `sentAt`: when the frame of this result was sent (performance.now()), if known. */
  message(message: SocketMessage, sentAt: number | undefined): void;
}

/** Limits of frames without a reply and of unsent bytes, above which no more frames are sent. */
const MOST_PENDING = 4;
const MOST_BUFFERED = 400_000;
/** The connection is considered lost if a frame has no reply for this long, in milliseconds. */
const NO_REPLY = 12_000;
/** The code with which the page closes a connection that is lost; the seat stays. */
const LOST = 4000;
/** How the server's reasons begin after which there are no further attempts. */
const FINAL = [
  ["taken over", "taken-over"],
  ["lecture ended", "ended"],
  ["erased", "erased"],
  ["withdrawn", "withdrawn"],
] as const;
/** How long joining again may take, in milliseconds: a lost connection may be used once more for it. */
const JOIN_WITHIN = 8000;

export class FrameSocket {
  readonly ledger = new FrameLedger();
  /** By it the server tells an attempt that this page has given up, and that comes through late, from another page. */
  private readonly page = Math.random().toString(36).slice(2);
  private readonly watchdog = new Watchdog(() => this.lost());
  private socket: WebSocket | null = null;
  private tries = 0;
  private timer = 0;
  private closed = false;

  /**
   * `query` names what the caller sends as; `rejoin` asks, after a lost connection, whether it still may: it returns
   * false if the caller has left, and throws an {@link ApiError} if the server refuses it.
   */
  constructor(
    private query: Record<string, string>,
    private readonly rejoin: (signal: AbortSignal) => Promise<boolean>,
    private readonly listener: SocketListener,
  ) {}

  /**
   * A student's seat, which joining again returns. If it returns another user, this one has left, and the other has not agreed.
   * `agreed`: when the student did, so that no other dashboard judges before it has read that.
   */
  static ofSeat({ lecture, user }: Pick<Seat, "lecture" | "user">, code: string, agreed: string, listener: SocketListener): FrameSocket {
    const rejoin = async (signal: AbortSignal) => (await post<Seat>("/api/join", { lecture, code }, signal)).user === user;
    return new FrameSocket({ lecture, agreed }, rejoin, listener);
  }

  open(): void {
    this.listener.state({ name: "connecting" });
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const query = new URLSearchParams({ ...this.query, page: this.page });
    const socket = new WebSocket(`${scheme}//${location.host}/api/frames?${query}`);
    this.socket = socket;
    this.watchdog.start();
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.watchdog.heard();
      this.receive(JSON.parse(String(event.data)) as SocketMessage);
    };
    socket.onclose = ({ reason }) => {
      if (socket !== this.socket) return;
      const final = FINAL.find(([beginning]) => reason.startsWith(beginning));
      if (final) {
        this.watchdog.stop();
        this.listener.state({ name: final[1] });
      } else this.lost();
    };
  }

  /** Sends a picture, unless the connection is lost or too slow. */
  send(picture: Blob): boolean {
    const now = performance.now();
    if (this.ledger.waitingFor(now) > NO_REPLY) this.lost();
    if (!this.canSend()) return false;
    this.socket?.send(picture);
    this.ledger.send(now);
    return true;
  }

  canSend(): boolean {
    const { socket, ledger } = this;
    return socket?.readyState === WebSocket.OPEN && ledger.pending < MOST_PENDING && socket.bufferedAmount < MOST_BUFFERED;
  }

  /** Reconnects now instead of after the pause; does nothing unless the connection is lost. */
  retry(): void {
    if (this.timer === 0) return;
    clearTimeout(this.timer);
    this.timer = 0;
    // The cookie of the seat is enough. Only the answer to joining says why there may be no seat any more.
    if (this.tries % 2 === 1) this.open();
    else void this.joinAgain();
  }

  /** Connects again as something else; the source goes on. */
  change(query: Record<string, string>): void {
    this.query = query;
    clearTimeout(this.timer);
    this.timer = 0;
    const socket = this.socket;
    this.socket = null;
    socket?.close(LOST);
    this.ledger.forget();
    this.open();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.timer = 0;
    this.watchdog.stop();
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
  }

  private receive(message: SocketMessage): void {
    let sentAt: number | undefined;
    if (message.type === "welcome") {
      this.tries = 0;
      this.listener.state({ name: "open" });
    } else if (message.type === "ping") return;
    else if (message.type === "accepted") this.ledger.accept(message.sequence);
    else if (message.type === "dropped") this.ledger.drop();
    else if (message.type === "refused") this.ledger.refuse();
    else if (message.type === "late") this.ledger.giveUp(message.sequence);
    else if (message.type === "emotions" || message.type === "dead-letter") sentAt = this.ledger.result(message.sequence);
    this.listener.message(message, sentAt);
  }

  private lost(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close(LOST);
    this.watchdog.stop();
    this.ledger.forget();
    const wait = backoff(this.tries++);
    this.listener.state({ name: "lost", seconds: Math.ceil(wait / 1000) });
    this.timer = window.setTimeout(() => this.retry(), wait);
  }

  /** Asks whether the caller still may send, or why it may not. */
  private async joinAgain(): Promise<void> {
    await dropDeadConnections();
    let same: boolean;
    try {
      same = await this.rejoin(AbortSignal.timeout(JOIN_WITHIN));
    } catch (error) {
      if (this.closed) return;
      if (error instanceof ApiError && isFinal(error.status)) this.listener.state({ name: "refused", error });
      else this.lost();
      return;
    }
    if (this.closed) return;
    if (same) this.open();
    else this.listener.state({ name: "withdrawn" });
  }
}

const isFinal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;
