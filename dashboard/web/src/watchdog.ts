/** The server sends something every three seconds; without a word for this long the connection is lost. Milliseconds. */
export const SILENCE = 8000;

const CHECK = 1000;
/** A pause between two checks for which the page, and not the connection, is to blame: it was asleep or busy. */
const SLEPT = 3000;

/**
 * Notices that nothing comes any more, although the connection is not closed: within nine seconds while the page is
 * awake. A page that has slept first takes what has arrived meanwhile.
 */
export class Watchdog {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heardAt = 0;
  private checkedAt = 0;

  /** Calls `silent` once after each start, unless it is stopped before. */
  constructor(
    private readonly silent: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  start(): void {
    this.stop();
    this.heardAt = this.checkedAt = this.now();
    this.wait();
  }

  heard(): void {
    this.heardAt = this.now();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private check(): void {
    const now = this.now();
    const slept = now - this.checkedAt > SLEPT;
    this.checkedAt = now;
    if (slept || now - this.heardAt < SILENCE) this.wait();
    else this.silent();
  }

  private wait(): void {
    this.timer = setTimeout(() => this.check(), CHECK);
  }
}
