/** Shows what is sent: the last picture, its size, and how many were sent, processed, skipped and without a result. */

import { byId, setText } from "../dom";
import type { FrameLedger } from "../frame-ledger";
import type { Picture } from "../picture";

export class SentView {
  private readonly image = byId<HTMLImageElement>("sent-picture");

  constructor(private readonly ledger: FrameLedger) {
    this.clear();
    this.count();
  }

  show({ jpeg, width, height }: Picture): void {
    URL.revokeObjectURL(this.image.src);
    this.image.src = URL.createObjectURL(jpeg);
    this.image.hidden = false;
    setText(byId("sent-size"), `${Math.max(1, Math.round(jpeg.size / 1000))} kB, ${width} × ${height}`);
    this.count();
  }

  count(): void {
    const { sent, processed, dropped, refused, late } = this.ledger;
    setText(byId("sent-count"), String(sent));
    setText(byId("answered-count"), String(processed));
    setText(byId("dropped-count"), String(dropped + refused));
    setText(byId("late-count"), String(late));
  }

  latency(milliseconds: number): void {
    this.ledger.drawn(milliseconds);
    setText(byId("latency"), `${Math.round(milliseconds)} ms`);
  }

  clear(): void {
    URL.revokeObjectURL(this.image.src);
    this.image.removeAttribute("src");
    this.image.hidden = true;
    setText(byId("sent-size"), "none yet");
    setText(byId("latency"), "–");
  }
}
