/** The part of a lecture's page with which a teacher lets moodstream watch a meeting's window. */

import { byId, setText } from "../dom";
import { t, type Key } from "../i18n";
import { askMeetingKept } from "../kept";
import { copyText } from "../lecture/copy";
import { MeetingWatch } from "./watch";
import { noWindow, shareWindow, WindowError } from "./window";

export class MeetingPanel {
  private watch: MeetingWatch | null = null;
  private kept = "";

  constructor(private readonly lecture: string) {
    this.say(noWindow());
    byId<HTMLButtonElement>("meeting-start").disabled = noWindow() !== "";
    byId("meeting-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.start();
    });
    byId("meeting-copy").addEventListener("click", () => void this.copy());
    byId("meeting-rates").addEventListener("change", () => {
      this.notice();
      this.watch?.takeRate(rate());
    });
    byId("meeting-counting").addEventListener("change", () => this.watch?.count(counting()));
    void askMeetingKept().then((kept) => {
      this.kept = kept;
      this.notice();
    });
    if (new URLSearchParams(location.search).has("watch")) byId<HTMLDetailsElement>("meeting-details").open = true;
  }

  /** Shows the part, or hides it when the lecture has ended; a window that is watched stays. */
  show(running: boolean): void {
    byId("meeting-card").hidden = !running && this.watch === null;
  }

  private async start(): Promise<void> {
    const agreed = byId<HTMLInputElement>("meeting-agree").checked;
    setText(byId("meeting-agree-error"), agreed ? "" : t("meeting.agree.missing"));
    if (!agreed) return byId("meeting-agree").focus();
    const button = byId<HTMLButtonElement>("meeting-start");
    button.disabled = true;
    try {
      const stream = await shareWindow();
      this.watch = new MeetingWatch(this.lecture, stream, (words) => this.over(words));
      this.toggle(true);
      this.say("");
      await this.watch.start(counting(), rate());
      byId("meeting-pause").focus();
    } catch (error) {
      if (!(error instanceof WindowError)) throw error;
      this.say(error.message);
    } finally {
      button.disabled = false;
    }
  }

  private over(words: string): void {
    this.watch = null;
    this.toggle(false);
    this.say(words);
    byId<HTMLInputElement>("meeting-agree").checked = false;
    byId("meeting-start").focus();
  }

  private toggle(watching: boolean): void {
    byId("meeting-asking").hidden = watching;
    byId("meeting-live").hidden = !watching;
    byId("meeting-consent").hidden = watching;
  }

  private say(words: string): void {
    setText(byId("meeting-said"), words);
    byId("meeting-said").hidden = words === "";
  }

  private notice(): void {
    const rate = t(`meeting.rate.text.${chosenRate()}` as Key);
    byId<HTMLTextAreaElement>("meeting-notice").value = t("meeting.notice.text", { rate, kept: this.kept });
  }

  private async copy(): Promise<void> {
    const copied = await copyText(byId<HTMLTextAreaElement>("meeting-notice").value);
    const button = byId("meeting-copy");
    setText(button, t(copied ? "meeting.notice.copied" : "meeting.notice.failed"));
    setTimeout(() => setText(button, t("meeting.notice.copy")), 2000);
  }
}

const chosenRate = (): string => document.querySelector<HTMLInputElement>("input[name=meeting-rate]:checked")?.value ?? "1";

const rate = (): number => Number(chosenRate().replace("_", "."));

const counting = (): string => byId<HTMLSelectElement>("meeting-counting").value;
