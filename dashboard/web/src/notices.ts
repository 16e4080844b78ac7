import { setText } from "./dom";

/** One line for problems. If several topics have a message, the line shows that of the first one in `order`. */
export class Notices<Topic extends string> {
  private readonly words = new Map<Topic, string>();
  private readonly timers = new Map<Topic, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly line: HTMLElement,
    private readonly order: readonly Topic[],
  ) {}

  /** Shows a message until it is cleared, or for a number of milliseconds. */
  say(topic: Topic, words: string, milliseconds?: number): void {
    clearTimeout(this.timers.get(topic));
    this.words.set(topic, words);
    if (milliseconds) this.timers.set(topic, setTimeout(() => this.clear(topic), milliseconds));
    this.show();
  }

  clear(topic: Topic): void {
    if (this.words.delete(topic)) this.show();
  }

  clearAll(): void {
    this.words.clear();
    this.show();
  }

  private show(): void {
    const first = this.order.find((topic) => this.words.has(topic));
    setText(this.line, first ? this.words.get(first)! : "");
    this.line.hidden = first === undefined;
  }
}
