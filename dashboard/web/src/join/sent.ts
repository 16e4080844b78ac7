/** Shows what is sent: the last picture, its size, and how many were sent, processed, skipped and without a result. */

import { byId, setText } from "../dom";
import { number } from "../format";
import type { FrameLedger } from "../frame-ledger";
import { t } from "../i18n";
import { pictureSize, type Picture } from "../picture";

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
    setText(byId("sent-size"), pictureSize({ jpeg, width, height }));
    this.count();
  }

  count(): void {
    const { sent, processed, dropped, refused, late } = this.ledger;
    setText(byId("sent-count"), number(sent));
    setText(byId("answered-count"), number(processed));
    setText(byId("dropped-count"), number(dropped + refused));
    setText(byId("late-count"), number(late));
  }

  latency(after: number): void {
    this.ledger.drawn(after);
    setText(byId("latency"), t("duration.milliseconds", { milliseconds: Math.round(after) }));
  }

  clear(): void {
    URL.revokeObjectURL(this.image.src);
    this.image.removeAttribute("src");
    this.image.hidden = true;
    setText(byId("sent-size"), t("join.sent.none"));
    setText(byId("latency"), "–");
  }
}
