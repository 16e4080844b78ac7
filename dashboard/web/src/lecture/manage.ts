/** What a teacher does with a lecture: invite students, name it, end it, delete it. */

import { ApiError, call, get, post, type LectureSummary } from "../api";
import { ask, askText, show } from "../dialog";
import { byId, h, setText } from "../dom";
import { dateTime } from "../format";
import { t } from "../i18n";
import { problem } from "../sentences";
import { copyText } from "./copy";
import { deletionCommand, followed, passes, type Deletion } from "./deletion";
import { qrCode } from "./qr";

const LONGEST_TITLE = 200;

/** Asks, then deletes a lecture and tells what is kept, or that records are left; whether it is gone from the pages. */
export async function deleteLecture(lecture: string, name: string): Promise<boolean> {
  const text = [t("delete.text"), t("delete.kept"), t("delete.recordings", { command: deletionCommand(lecture) })];
  const wanted = await ask({ title: t("delete.title", { name }), text, action: t("delete.action"), danger: true });
  if (!wanted) return false;
  const path = `/api/lectures/${encodeURIComponent(lecture)}`;
  let deletion = await deleteRecords(path);
  while (deletion.failed) {
    const again = { title: t("delete.failed", { name }), text: [t("delete.failed.text")], action: t("try-again") };
    if (!(await ask(again))) return true;
    const before = deletion;
    deletion = await deleteRecords(path).catch((error: unknown) => {
      if (!passes(error)) throw error;
      return before;
    });
  }
  const { kept } = deletion;
  if (kept.length > 0) {
    const topics = kept.map(({ topic, until }) =>
      h("li", {}, until === null ? t("delete.keptForEver", { topic }) : t("delete.keptUntil", { topic, until: dateTime(until) })),
    );
    await show(t("delete.done", { name }), h("p", {}, t("delete.keptWhy")), h("ul", { class: "plain-list" }, ...topics));
  }
  return true;
}

/** Hides a lecture, and waits until its records are deleted as far as that goes. */
const deleteRecords = async (path: string): Promise<Deletion> =>
  followed(await call<Deletion>("DELETE", path), () => get<Deletion>(`${path}/deletion`));

export class Manage {
  private summary: LectureSummary | null = null;
  private code = "";

  /** `deleted` is called when the lecture is no more. */
  constructor(
    private readonly lecture: string,
    private readonly deleted: () => void,
  ) {
    this.on("rename", () => this.rename());
    this.on("end", () => this.end());
    this.on("delete", () => this.delete());
    this.on("renew-code", () => this.renew());
    this.on("show-qr", () => this.showQr());
    this.on("copy-link", () => this.copyLink());
  }

  /** Shows what a teacher may do with the lecture as it is. */
  draw(summary: LectureSummary): void {
    this.summary = summary;
    byId("manage").hidden = false;
    byId("end").hidden = summary.report !== null;
    byId("delete").hidden = summary.running;
    if (summary.report) this.say("");
    if (summary.joinCode) this.drawCode(summary.joinCode);
  }

  /** Shows how to join a lecture that has not begun; with a code, unless everybody on this machine is a teacher. */
  async invite(needsCode: boolean): Promise<void> {
    byId("manage").hidden = false;
    for (const id of ["end", "delete"]) byId(id).hidden = true;
    if (!needsCode) return;
    const { joinCode } = await get<{ joinCode: string }>(this.path("/join-code")).catch(() => ({ joinCode: "" }));
    byId("join").hidden = joinCode === "";
    if (joinCode) this.drawCode(joinCode);
  }

  private drawCode(code: string): void {
    this.code = code;
    setText(byId("join-code"), code);
    byId<HTMLAnchorElement>("join-code").href = `/join/${encodeURIComponent(this.lecture)}?code=${encodeURIComponent(code)}`;
  }

  private async rename(): Promise<void> {
    const question = { title: t("title.title"), text: [t("title.text", { id: this.lecture })], action: t("title.action") };
    const title = await askText(question, t("title.label"), this.summary?.title ?? "", LONGEST_TITLE);
    if (title === null) return;
    await call("PUT", this.path("/title"), { title });
    this.say(title ? t("title.done", { title }) : t("title.none"));
  }

  private async end(): Promise<void> {
    const question = { title: t("end.title"), text: [t("end.text"), t("end.cameras")], action: t("end.action") };
    if (!(await ask(question))) return;
    await post(this.path("/end"));
    this.say(t("end.done"));
  }

  private async delete(): Promise<void> {
    if (await deleteLecture(this.lecture, this.summary?.title || this.lecture)) this.deleted();
  }

  private async renew(): Promise<void> {
    const question = { title: t("code.title"), text: [t("code.text"), t("code.stay")], action: t("code.action") };
    if (!(await ask(question))) return;
    const { joinCode } = await post<{ joinCode: string }>(this.path("/join-code"));
    this.drawCode(joinCode);
    this.say(t("code.done", { code: joinCode }));
  }

  private async showQr(): Promise<void> {
    const address = byId<HTMLAnchorElement>("join-code").href;
    await show(t("qr.title"), qrCode(address, t("qr.label", { address })), h("p", { class: "qr-link" }, address), h("p", { class: "join-code-text" }, this.code));
  }

  private async copyLink(): Promise<void> {
    const copied = await copyText(byId<HTMLAnchorElement>("join-code").href);
    setText(byId("copy-link"), t(copied ? "copy.done" : "copy.failed"));
    setTimeout(() => setText(byId("copy-link"), t("lecture.copy-link")), 2000);
  }

  private path(end: string): string {
    return `/api/lectures/${encodeURIComponent(this.lecture)}${end}`;
  }

  private on(id: string, act: () => Promise<void>): void {
    byId(id).addEventListener("click", () => {
      act().catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        this.say(t("manage.failed", { why: problem(error) }));
      });
    });
  }

  private say(text: string): void {
    setText(byId("manage-said"), text);
    byId("manage-said").hidden = text === "";
  }
}
