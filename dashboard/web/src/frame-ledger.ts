/** How many latencies are kept. */
export const KEPT_LATENCIES = 500;

const KEPT_SEQUENCES = 200;

/**
 * Accounts of the frames sent over one socket. The server answers each exactly once and in order (accepted, dropped or
 * refused); the expressions of an accepted frame come later, by its sequence. Times are milliseconds of one clock.
 */
export class FrameLedger {
  sent = 0;
  answered = 0;
  dropped = 0;
  refused = 0;
  /** Accepted, and never answered. */
  late = 0;
  /** From sending to its box drawn, of the last frames, milliseconds, oldest first. */
  readonly latencies: number[] = [];
  private readonly waiting: number[] = [];
  private readonly sentAt = new Map<number, number>();

  send(now: number): void {
    this.sent += 1;
    this.waiting.push(now);
  }

  /** How many frames wait for the server's first word. */
  get pending(): number {
    return this.waiting.length;
  }

  /** How long the oldest of them has waited, milliseconds. */
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

  /** The expressions (or the dead letter) of a frame are there: when it was sent, if that is known. */
  answer(sequence: number): number | undefined {
    this.answered += 1;
    const at = this.sentAt.get(sequence);
    this.sentAt.delete(sequence);
    return at;
  }

  /** Nothing came of a frame in time. */
  giveUp(sequence: number): void {
    this.late += 1;
    this.sentAt.delete(sequence);
  }

  drawn(milliseconds: number): void {
    this.latencies.push(milliseconds);
    if (this.latencies.length > KEPT_LATENCIES) this.latencies.shift();
  }

  /** The socket is gone, and with it what was under way; the counts stay. */
  forget(): void {
    this.waiting.length = 0;
    this.sentAt.clear();
  }
}
