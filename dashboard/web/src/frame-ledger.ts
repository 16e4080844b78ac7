/** The number of latencies that are kept. */
export const KEPT_LATENCIES = 500;

const KEPT_SEQUENCES = 200;

/**
 * Counts the frames sent over one socket. The server replies to each frame exactly once and in order (accepted, dropped
 * or refused); the result of an accepted frame comes later, by its sequence. Times are milliseconds of one clock.
 */
export class FrameLedger {
  sent = 0;
  processed = 0;
  dropped = 0;
  refused = 0;
  /** Without a result: it did not come in time, or the connection was lost before. */
  late = 0;
  /** The times from sending a frame to drawing its boxes, of the last frames, in milliseconds, oldest first. */
  readonly latencies: number[] = [];
  private readonly waiting: number[] = [];
  private readonly sentAt = new Map<number, number>();

  send(now: number): void {
    this.sent += 1;
    this.waiting.push(now);
  }

  /** The number of frames that wait for the server's reply. */
  get pending(): number {
    return this.waiting.length;
  }

  /** How long the oldest of them has waited, in milliseconds. */
  waitingFor(now: number): number {
    return this.waiting[0] === undefined ? 0 : now - this.waiting[0];
  }

  accept(sequence: number): void {
    const at = this.waiting.shift();
    if (at === undefined) return;
    this.sentAt.set(sequence, at);
    if (this.sentAt.size > KEPT_SEQUENCES) this.sentAt.delete(this.sentAt.keys().next().value!);
  }

  drop(): void {
    this.waiting.shift();
    this.dropped += 1;
  }

  refuse(): void {
    this.waiting.shift();
    this.refused += 1;
  }

  /** Records the result (or dead letter) of a frame and returns when the frame was sent, if known. */
  result(sequence: number): number | undefined {
    this.processed += 1;
    const at = this.sentAt.get(sequence);
    this.sentAt.delete(sequence);
    return at;
  }

  /** Records that no result came in time. */
  giveUp(sequence: number): void {
    this.late += 1;
    this.sentAt.delete(sequence);
  }

  drawn(milliseconds: number): void {
    this.latencies.push(milliseconds);
    if (this.latencies.length > KEPT_LATENCIES) this.latencies.shift();
  }

  /** Forgets the pending frames of a closed socket, which will get no result here. */
  forget(): void {
    this.late += this.waiting.length + this.sentAt.size;
    this.waiting.length = 0;
    this.sentAt.clear();
  }
}
