/** The faces of one source at their places. A face is a button: it says what it looks like, and hints lead to it. */

import type { SeenFace, SeenSource } from "../api";
import { h, setText } from "../dom";
import { label } from "../expressions";
import { percent, time } from "../format";
import { t } from "../i18n";
import { measuring, placeLabels } from "../labels";

/** How much labels say: number, expression and probability; number and expression; the number alone. */
const LEVELS = ["full", "word", "number"] as const;
/** The height of a label, in pixels. */
const LABEL = 15;

/** The shape of a schematic picture, until a real one says otherwise. */
const SHAPE = 16 / 9;

export class Stage {
  readonly element: HTMLElement;
  private readonly stage = h("div", { class: "view-stage", role: "group" });
  private readonly picture = h("img", { class: "view-picture", alt: "", hidden: true });
  private readonly count = h("span", { class: "small soft" });
  private readonly notes = h("p", { class: "small", role: "status" });
  private readonly said = h("p", { class: "small soft figures" });
  private readonly marks = new Map<number, HTMLButtonElement>();
  private readonly tags = new Map<number, HTMLElement>();
  private readonly lastPlaces = new Map<number, SeenFace>();
  private source: SeenSource;
  private hinted = new Map<number, string>();
  private chosen: number | null = null;
  private shape = SHAPE;

  constructor(source: SeenSource, private readonly picked: () => void) {
    this.source = source;
    this.element = h(
      "div",
      { class: "view-source" },
      h("div", { class: "card-head" }, h("h3", {}, source.id), this.count),
      this.notes,
      this.stage,
      this.said,
    );
    this.stage.append(this.picture);
    this.stage.setAttribute("aria-label", t("view.faces", { source: source.id }));
    this.stage.addEventListener("keydown", (event) => this.move(event));
    this.picture.addEventListener("load", () => this.reshape(this.picture.naturalWidth / this.picture.naturalHeight));
    new ResizeObserver(() => this.drawLabels()).observe(this.stage);
    this.reshape(SHAPE);
  }

  /** Draws the faces; `hints` says why somebody may need attention, by track. */
  draw(source: SeenSource, hints: Map<number, string>): void {
    this.source = source;
    this.hinted = hints;
    setText(this.count, source.active ? t("view.count", { count: source.faces.length }) : t("view.inactive"));
    setText(this.notes, notesOf(source));
    this.notes.hidden = this.notes.textContent === "";
    for (const face of source.faces) this.lastPlaces.set(face.track, face);
    this.drawMarks();
    this.drawLabels();
    this.say();
  }

  /** Shows a picture under the boxes; none for a schematic one. */
  show(address: string | null): void {
    if (address) this.picture.src = address;
    else this.picture.removeAttribute("src");
    this.picture.hidden = address === null;
    this.stage.classList.toggle("view-stage-picture", address !== null);
  }

  /** Highlights a face and brings it into view. */
  choose(track: number): void {
    this.pick(track);
    this.element.scrollIntoView({ block: "center" });
    this.marks.get(track)?.focus({ preventScroll: true });
  }

  /** Takes the highlight away. */
  release(): void {
    this.chosen = null;
    this.drawMarks();
    this.say();
  }

  private pick(track: number): void {
    this.picked();
    this.chosen = track;
    this.drawMarks();
    this.say();
  }

  private reshape(shape: number): void {
    this.shape = shape;
    this.stage.style.aspectRatio = String(shape);
    this.drawLabels();
  }

  /** The faces in the picture, and the last places of those who are hinted at or chosen and are not in it. */
  private places(): { face: SeenFace; here: boolean }[] {
    const here = new Set(this.source.faces.map(({ track }) => track));
    const missing = [...this.lastPlaces.values()].filter(({ track }) => !here.has(track) && (this.hinted.has(track) || this.chosen === track));
    return [...this.source.faces.map((face) => ({ face, here: true })), ...missing.map((face) => ({ face, here: false }))];
  }

  private drawMarks(): void {
    const places = this.places();
    const tracks = new Set(places.map(({ face }) => face.track));
    for (const [track, mark] of this.marks) {
      if (tracks.has(track)) continue;
      mark.remove();
      this.tags.get(track)?.remove();
      this.marks.delete(track);
      this.tags.delete(track);
    }
    const entry = this.chosen !== null && tracks.has(this.chosen) ? this.chosen : readingOrder(places.map(({ face }) => face))[0]?.track;
    for (const { face, here } of places) this.drawMark(face, here, face.track === entry);
  }

  private drawMark(face: SeenFace, here: boolean, entry: boolean): void {
    let mark = this.marks.get(face.track);
    if (!mark) {
      mark = h("button", { class: "view-face", type: "button", onClick: () => this.pick(face.track) });
      this.marks.set(face.track, mark);
      const tag = h("span", { class: "view-tag", "aria-hidden": "true" });
      this.tags.set(face.track, tag);
      this.stage.append(mark, tag);
    }
    mark.style.cssText = `left:${share(face.x)};top:${share(face.y)};width:${share(face.width)};height:${share(face.height)}`;
    mark.classList.toggle("view-face-unread", !face.readable || !here);
    mark.classList.toggle("view-face-hinted", this.hinted.has(face.track));
    mark.classList.toggle("view-face-chosen", face.track === this.chosen);
    mark.tabIndex = entry ? 0 : -1;
    mark.setAttribute("aria-pressed", String(face.track === this.chosen));
    mark.setAttribute("aria-label", this.sentence(face, here));
    for (const element of [mark, this.tags.get(face.track)!]) {
      if (face.readable && here) element.dataset["expression"] = face.emotion;
      else delete element.dataset["expression"];
    }
  }

  private drawLabels(): void {
    const width = this.stage.clientWidth;
    if (width === 0) return;
    const places = this.places();
    const height = width / this.shape;
    const boxes = places.map(({ face }) => ({ x: face.x * width, y: face.y * height, width: face.width * width, height: face.height * height }));
    const levels = LEVELS.map((level) => ({ height: LABEL, texts: places.map(({ face, here }) => labelOf(face, level, here)) }));
    const { labels } = placeLabels(boxes, { width, height }, levels, measuring(this.tags.values().next().value ?? this.stage));
    places.forEach(({ face }, index) => {
      const tag = this.tags.get(face.track);
      const place = labels[index];
      if (!tag) return;
      setText(tag, place?.text ?? "");
      tag.style.cssText = place ? `left:${place.x}px;top:${place.y}px;width:${place.width}px` : "display:none";
    });
  }

  private sentence(face: SeenFace, here: boolean): string {
    const looks = here ? faceWords(face) : t("view.missing", { track: face.track });
    const hint = this.hinted.get(face.track);
    return hint ? `${looks} ${t("view.hint", { hint })}` : looks;
  }

  /** What is known of the highlighted face, for everybody to read. */
  private say(): void {
    const place = this.places().find(({ face }) => face.track === this.chosen);
    const unseen = this.chosen === null ? "" : t("view.unseen", { track: this.chosen });
    setText(this.said, place ? this.sentence(place.face, place.here) : unseen);
  }

  /** The arrow keys go from face to face in reading order; Tab leaves the picture. */
  private move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const tracks = readingOrder(this.places().map(({ face }) => face)).map(({ track }) => track);
    const at = tracks.findIndex((track) => this.marks.get(track) === document.activeElement);
    const next = tracks[(at + step + tracks.length) % tracks.length];
    if (next === undefined) return;
    this.pick(next);
    this.marks.get(next)?.focus();
  }
}

const share = (number: number): string => `${(number * 100).toFixed(2)}%`;

const labelOf = (face: SeenFace, level: (typeof LEVELS)[number], here: boolean): string => {
  const word = !here ? t("view.missing.label") : face.readable ? label(face.emotion) : t("view.unreadable.label");
  if (level === "number") return String(face.track);
  return level === "full" && face.readable && here ? `${face.track} ${word} ${percent(face.confidence)}` : `${face.track} ${word}`;
};

const faceWords = (face: SeenFace): string =>
  face.readable
    ? t("view.looks", { track: face.track, expression: label(face.emotion), share: percent(face.confidence) })
    : t("view.unreadable", { track: face.track });

function notesOf({ frozenSince, relaidAt }: SeenSource): string {
  const frozen = frozenSince ? t("view.frozen", { time: time(frozenSince) }) : "";
  const relaid = relaidAt ? t("view.relaid", { time: time(relaidAt) }) : "";
  return `${frozen} ${relaid}`.trim();
}

/** The faces row by row; a face is in a row if its middle is within half a face of the row's first. */
function readingOrder(faces: readonly SeenFace[]): SeenFace[] {
  const middle = (face: SeenFace) => face.y + face.height / 2;
  const rows: SeenFace[][] = [];
  for (const face of [...faces].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    if (row && middle(face) - middle(row[0]!) < face.height / 2) row.push(face);
    else rows.push([face]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x));
}
