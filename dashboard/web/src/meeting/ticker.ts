/** Calls back at a steady rate, also while the page is in the background, where browsers slow down a page's own timers. */
export class Ticker {
  private worker: Worker | null = null;

  constructor(private readonly tick: () => void) {}

  /** Starts, or changes the rate. */
  start(milliseconds: number): void {
    if (!this.worker) {
      this.worker = new Worker("/assets/timer.js", { type: "module" });
      this.worker.onmessage = () => this.tick();
    }
    this.worker.postMessage(milliseconds);
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
