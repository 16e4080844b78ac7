/** The live page of a lecture for teachers. The id is in the address; everything else comes from the event stream. */
import { ApiError, get, isReading, type LectureSummary, type Me, type Mood } from "../api";
import { shareBar, shareLegend } from "../bars";
import { byId, h, setText } from "../dom";
import { dateTime, duration, lengthOf, showOffsets, time, zone } from "../format";
import { t } from "../i18n";
import { AttentionList } from "../lecture/attention";
import { changeList, estimatedShares, findingsOf } from "../lecture/findings";
import { isRefusal, listen, type LiveHandlers } from "../lecture/live";
import { Manage } from "../lecture/manage";
import { startMarks } from "../lecture/mark";
import { drawNotes, drawOutside, notesWithin, upsertNote } from "../lecture/notes";
import { healthFigures, keyFigures, reportBody } from "../lecture/panels";
import { emptyState, replaceEpisodes, start, upsertEpisode, upsertMood } from "../lecture/state";
import { legend, Timeline } from "../lecture/timeline";
import { WindowTable, windowPanel } from "../lecture/window";
import { countingSentence, framesSentence, nowText, OUT_OF_DATE, spokenState, stateNotice, stateWord } from "../lecture/words";
import { MeetingPanel } from "../meeting/panel";
import { Notices } from "../notices";
import { LiveView } from "../view/live-view";
import { plainly } from "../sentences";
import { signInAddress, startShell } from "../shell";

/** Notes so long before and after a lecture (milliseconds) are in its report: the defaults of RECOMMENDER_RESUME and RECOMMENDER_LECTURE_END. */
const NOTES_BEFORE = 30 * 60_000;
const NOTES_AFTER = 60_000;
const RETRY_MILLISECONDS = 3000;
/** How long the page says that the connection is back, in milliseconds. */
const WHILE = 8000;

const id = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const state = emptyState();
/** Whether the past is complete; nothing is drawn before. */
let complete = false;
let connected = false;
let chosen: number | null = null;
let asked = false;
let teacher = false;
const said = new Notices(byId("connection-said"), ["connection"] as const);

drawName("");
byId<HTMLAnchorElement>("join-here").href = `/join/${encodeURIComponent(id)}`;
byId("legend").append(...legend());

/** For teachers only. */
let liveView: LiveView | null = null;
let meeting: MeetingPanel | null = null;

const attention = new AttentionList(byId("attention"), {
  knows: (source) => liveView?.knows(source) ?? false,
  choose: (source, track) => liveView?.choose(source, track),
});
const table = new WindowTable(byId("table"));
const timeline = new Timeline(byId("timeline"), (mood) => {
  chosen = mood ? start(mood) : null;
  drawWindow();
}, (whole) => {
  byId("zoom-all").hidden = whole;
  byId<HTMLButtonElement>("zoom-out").disabled = whole;
});
for (const [button, factor] of [["zoom-in", 2], ["zoom-out", 0.5], ["zoom-all", 0]] as const) {
  byId(button).addEventListener("click", () => timeline.zoom(factor));
}
const manage = new Manage(id, gone);
byId("table-details").addEventListener("toggle", refresh);

/** Draws once before the next frame, however many events have arrived. */
function refresh(): void {
  if (asked || !complete) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    if (complete) draw();
  });
}

function draw(): void {
  const lecture = state.summary;
  drawConnection(lecture);
  if (!lecture) return;
  byId("notice").hidden = true;
  byId("lecture").hidden = false;
  showOffsets(lecture.startedAt, lecture.lastAt);
  drawHead(lecture);
  drawNow(lecture);
  drawTimeline(lecture);
  drawWindow();
  if (byId<HTMLDetailsElement>("table-details").open) table.draw(state.moods);
  meeting?.show(lecture.report === null);
  liveView?.draw(state.episodes, lecture.report !== null);
  // Whoever is counted in the meeting's window is hinted at there.
  const elsewhere = lecture.mood?.counting === "here";
  const episodes = state.episodes.filter(({ source }) => !(elsewhere && liveView?.isOwn(source)));
  attention.draw(episodes, Date.parse(lecture.lastAt));
  drawHealth(lecture);
  drawReport(lecture);
}

function drawConnection(lecture: LectureSummary | null): void {
  const badge = byId("connection");
  const known = lecture?.state ?? null;
  const { text, tone } = stateWord(connected, known);
  setText(badge, text);
  badge.className = `badge badge-${tone}${tone === "good" ? " badge-live" : ""}`;
  setText(byId("said"), spokenState(connected, known));
  const notice = known && stateNotice(known);
  showTrouble(notice?.text ?? (lecture?.upToDate === false ? OUT_OF_DATE : ""), notice?.tone);
}

/** The title with the id below, or the id alone. */
function drawName(title: string): void {
  setText(byId("lecture-name"), title || id);
  setText(byId("lecture-id"), id);
  byId("lecture-id").hidden = title === "";
  document.title = `${title || id} · moodstream`;
}

function drawTimeline(lecture: LectureSummary): void {
  const from = Date.parse(lecture.startedAt);
  const to = Date.parse(lecture.lastAt);
  const notes = notesWithin(state.notes, from - NOTES_BEFORE, to + NOTES_AFTER);
  timeline.draw({ moods: state.moods, from, to, notes });
  drawNotes(byId("notes"), byId("note-list"), notes);
  drawOutside(byId("notes-outside"), byId("outside-list"), state.notes.filter((note) => !notes.includes(note)));
}

/** What is left of a lecture that was deleted: nothing. */
function gone(): void {
  complete = false;
  said.clearAll();
  for (const part of ["connection", "trouble", "lecture", "join", "join-here", "report-links", "manage", "span"]) byId(part).hidden = true;
  notice(h("h2", {}, t("delete.gone")), h("a", { class: "button", href: "/" }, t("lectures.all")));
}

function spanOf({ startedAt, lastAt, running }: LectureSummary): string {
  return running
    ? `${t("lecture.since", { from: dateTime(startedAt) })} · ${duration(Date.parse(lastAt) - Date.parse(startedAt))}`
    : `${t("lecture.from-to", { from: dateTime(startedAt), to: time(lastAt) })} · ${lengthOf(startedAt, lastAt)}`;
}

function drawHead(lecture: LectureSummary): void {
  drawName(lecture.title);
  setText(byId("span"), spanOf(lecture));
  byId("join").hidden = !lecture.joinCode || lecture.report !== null;
  byId("mark").hidden = !teacher || lecture.report !== null;
  byId("join-here").hidden = Boolean(lecture.joinCode) || lecture.report !== null;
  byId("report-links").hidden = !teacher || lecture.report === null;
  if (teacher) manage.draw(lecture);
}

const reportAddress = (kind: string): string => `/api/lectures/${encodeURIComponent(id)}/report.${kind}?zone=${encodeURIComponent(zone())}`;

function drawNow(lecture: LectureSummary): void {
  const text = nowText(lecture);
  setText(byId("now-title"), t(lecture.report ? "findings.title" : "now.title"));
  setText(byId("now"), text.headline);
  setText(byId("now-detail"), `${text.detail} ${text.current ? countingSentence(lecture.mood) : ""}`.trim());
  const shares = text.current && (lecture.report ? estimatedShares(lecture.report) : lecture.mood?.shares);
  byId("now-shares").replaceChildren(...(shares ? [shareBar(shares), shareLegend(shares)] : []));
  byId("figures").replaceChildren(...keyFigures(lecture));
}

function drawWindow(): void {
  const mood = state.moods.find((other: Mood) => start(other) === chosen);
  const panel = byId("window");
  const hadFocus = panel.contains(document.activeElement);
  panel.hidden = !mood;
  panel.replaceChildren(...(mood ? windowPanel(mood, closeWindow) : []));
  if (hadFocus) panel.querySelector("button")?.focus();
}

function closeWindow(): void {
  timeline.release();
  byId("timeline").focus();
}

function drawHealth(lecture: LectureSummary): void {
  byId("health-card").hidden = !state.health || lecture.report !== null;
  if (!state.health) return;
  setText(byId("health-span"), t("pipeline.span", { duration: duration(state.health.overSeconds * 1000) }));
  byId("health").replaceChildren(...healthFigures(state.health, lecture.state));
  setText(byId("health-sums"), framesSentence(lecture.frames));
}

let drawnReport = "";

function drawReport(lecture: LectureSummary): void {
  const report = JSON.stringify(lecture.report);
  if (report === drawnReport) return;
  drawnReport = report;
  byId("report").hidden = !lecture.report;
  byId("report-body").replaceChildren(...(lecture.report ? [reportBody(lecture.report)] : []));
  if (lecture.report && teacher) void drawChanges(report);
}

/** Draws where the mood changed, unless the report has been replaced meanwhile. */
async function drawChanges(report: string): Promise<void> {
  const found = await findingsOf(id).catch(() => null);
  if (report !== drawnReport) return;
  byId("changes").replaceChildren(...(found ? [h("h3", {}, t("changes.title")), changeList(found)] : []));
}

function notice(...content: (Node | string)[]): void {
  byId("notice").hidden = false;
  byId("notice").replaceChildren(h("div", { class: "empty" }, ...content));
}

/** Waits until the server knows the lecture, or shows why the caller may not see it. */
async function whenKnown(): Promise<boolean> {
  for (;;) {
    try {
      state.summary = await get<LectureSummary>(`/api/lectures/${encodeURIComponent(id)}`);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isRefusal(error)) return refused(error);
      byId("connection").hidden = true;
      if (error.status === 404) await unknown();
      else notice(h("h2", {}, t("lecture.failed")), h("p", {}, t("server.keep-trying", { detail: plainly(error) })));
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  }
}

async function unknown(): Promise<void> {
  if (me.role === "teacher") void manage.invite(!me.open);
  meeting?.show(true);
  notice(
    h("h2", {}, t("lecture.unknown", { lecture: id })),
    h("p", {}, t("lecture.unknown.advice")),
    h("a", { class: "button button-plain", href: "/" }, t("lectures.all")),
  );
  showTrouble((await isReading()) ? "" : OUT_OF_DATE);
}

function showTrouble(text: string, tone: "warn" | "bad" = "warn"): void {
  setText(byId("trouble"), text);
  byId("trouble").className = `notice notice-${tone}`;
  byId("trouble").hidden = text === "";
}

function refused(error: ApiError): false {
  complete = false;
  said.clearAll();
  for (const part of ["connection", "trouble", "lecture", "join"]) byId(part).hidden = true;
  const reason = t(error.status === 403 ? "lecture.not-joined" : "lecture.not-allowed");
  notice(
    h("h2", {}, t("lecture.refused")),
    h("p", {}, reason),
    h(
      "div",
      { class: "row" },
      h("a", { class: "button", href: signInAddress() }, t("sign-in.title")),
      h("a", { class: "button button-plain", href: `/join/${encodeURIComponent(id)}` }, t("lecture.join.button")),
    ),
  );
  return false;
}

function follow(me: Me): void {
  byId("attention-card").hidden = me.role !== "teacher";
  teacher = me.role === "teacher";
  if (teacher) liveView = new LiveView(id);
  startMarks(id);
  byId<HTMLAnchorElement>("report-page").href = reportAddress("html");
  byId<HTMLAnchorElement>("report-pdf").href = reportAddress("pdf");
  byId("connection").hidden = false;
  const handlers: LiveHandlers = {
    lecture: (summary) => (state.summary = summary),
    mood: (mood) => upsertMood(state.moods, mood),
    note: (note) => upsertNote(state.notes, note),
    attention: (episode) => upsertEpisode(state.episodes, episode),
    "attention-all": ({ episodes }) => replaceEpisodes(state.episodes, episodes),
    source: (source) => liveView?.put(source),
    health: (health) => (state.health = health),
    ready: () => {
      if (complete && !connected) said.say("connection", t("connection.back"), WHILE);
      complete = connected = true;
    },
  };
  const lost = () => {
    connected = false;
    said.say("connection", t("connection.lost.watching"));
    drawConnection(state.summary);
  };
  listen(id, refreshing(handlers), lost, refused);
}

/** The same handlers, each followed by a drawing. */
function refreshing(handlers: LiveHandlers): LiveHandlers {
  const entries = Object.entries(handlers).map(([name, handle]) => [
    name,
    (event: never) => {
      handle(event);
      refresh();
    },
  ]);
  return Object.fromEntries(entries) as LiveHandlers;
}

const me = await startShell();
if (me.role === "teacher") meeting = new MeetingPanel(id);
if (await whenKnown()) follow(me);
