/** The list of all lectures, running ones first; refreshes every few seconds while the page is visible. */
import { ApiError, get, isReading, type LectureSummary, type Me } from "../api";
import { byId, h, setText } from "../dom";
import { t } from "../i18n";
import { byDay, found } from "../lecture/days";
import { LectureEntry } from "../lecture/entry";
import { OUT_OF_DATE } from "../lecture/words";
import { plainly } from "../sentences";
import { signInAddress, startShell } from "../shell";

const POLL_MILLISECONDS = 3000;

const entries = new Map<string, LectureEntry>();

let all: LectureSummary[] = [];

function draw(): void {
  const lectures = found(all, byId<HTMLInputElement>("search").value);
  drawList(byId("running"), lectures.filter((lecture) => lecture.running));
  byId("running-section").hidden = !lectures.some((lecture) => lecture.running);
  drawDays(lectures.filter((lecture) => !lecture.running));
  byId("search-field").hidden = all.length === 0;
  setText(byId("search-said"), all.length > 0 && lectures.length === 0 ? t("lectures.notFound") : "");
  byId("notice").hidden = all.length > 0;
  if (all.length === 0) notice(...howToStart());
}

const days = new Map<string, HTMLElement>();

function drawDays(lectures: LectureSummary[]): void {
  const sections = byDay(lectures).map(([day, ofDay]) => {
    const section = days.get(day) ?? daySection(day);
    days.set(day, section);
    drawList(section.querySelector("ul")!, ofDay);
    return section;
  });
  replace(byId("past"), sections);
}

function daySection(day: string): HTMLElement {
  const id = `day-${days.size}`;
  return h("section", { class: "stack", "aria-labelledby": id }, h("h2", { id }, day), h("ul", { class: "lecture-list" }));
}

function drawList(list: HTMLElement, lectures: LectureSummary[]): void {
  replace(list, lectures.map((lecture) => {
    const entry = entries.get(lecture.id) ?? new LectureEntry(lecture.id, teacher ? () => remove(lecture.id) : undefined);
    entries.set(lecture.id, entry);
    entry.draw(lecture);
    return entry.element;
  }));
}

/** Puts these elements in, unless they are there already. */
function replace(list: HTMLElement, elements: HTMLElement[]): void {
  const unchanged = list.children.length === elements.length && elements.every((element, i) => list.children[i] === element);
  if (!unchanged) list.replaceChildren(...elements);
}

function remove(lecture: string): void {
  entries.delete(lecture);
  all = all.filter(({ id }) => id !== lecture);
  draw();
}

let noticed = "";

function notice(...content: Node[]): void {
  const text = content.map((node) => node.textContent).join();
  if (text !== noticed) byId("notice").replaceChildren(h("div", { class: "empty" }, ...content));
  noticed = text;
  byId("notice").hidden = false;
}

const howToStart = (): Node[] => [
  h("h2", {}, t("lectures.none")),
  h("p", {}, t("lectures.none.demo")),
  h("p", {}, h("code", { class: "code" }, "./moodstream demo")),
  h("p", {}, t("lectures.none.join")),
  h("a", { class: "button", href: "/join" }, t("join.title")),
];

const signIn = (): Node[] => [
  h("h2", {}, t("lectures.teachers")),
  h("p", {}, t("lectures.teachers.sign-in")),
  h(
    "div",
    { class: "row" },
    h("a", { class: "button", href: signInAddress() }, t("sign-in")),
    h("a", { class: "button button-plain", href: "/join" }, t("join.title")),
  ),
];

/** The notice for students: the lectures they have joined. */
const joined = (me: Me): Node[] => [
  h("h2", {}, t("lectures.yours")),
  h(
    "div",
    { class: "row" },
    ...me.seats.map((seat) =>
      h("a", { class: "button button-plain", href: `/lectures/${encodeURIComponent(seat.lecture)}` }, seat.lecture),
    ),
  ),
  h("p", {}, t("lectures.yours.note")),
];

/** Asks once. Returns whether to ask again. */
async function poll(me: Me): Promise<boolean> {
  try {
    const { lectures } = await get<{ lectures: LectureSummary[] }>("/api/lectures");
    all = lectures;
    draw();
    setText(byId("trouble"), OUT_OF_DATE);
    byId("trouble").hidden = lectures[0]?.upToDate ?? (await isReading());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401 || error.status === 403) {
      notice(...(me.seats.length > 0 ? joined(me) : signIn()));
      return false;
    }
    setText(byId("trouble"), t("server.keep-trying", { detail: plainly(error) }));
    byId("trouble").hidden = false;
  }
  return true;
}

/** Opens a lecture, which may be new, where the teacher can let moodstream watch a meeting's window. */
function startMeetingForm(): void {
  byId("meeting").hidden = false;
  if (!isSecureContext) setText(byId("meeting-error"), t("meeting.error.insecure"));
  byId("meeting").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = byId<HTMLInputElement>("meeting-lecture").value.trim();
    const wrong = !/^[\w.-]+$/.test(name);
    setText(byId("meeting-error"), wrong ? t("meeting.lecture.wrong") : "");
    if (wrong) byId("meeting-lecture").focus();
    else location.assign(`/lectures/${encodeURIComponent(name)}?watch`);
  });
}

byId("search").addEventListener("input", draw);
const me = await startShell();
const teacher = me.role === "teacher";
if (teacher) startMeetingForm();
while (await poll(me)) {
  await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  if (document.hidden) await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}
