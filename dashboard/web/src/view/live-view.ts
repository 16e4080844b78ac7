/** The live view for teachers: the sources without a user, and which cameras are frozen. */

import { get, type Episode, type SeenSource } from "../api";
import { byId, setText } from "../dom";
import { time } from "../format";
import { t } from "../i18n";
import { Stage } from "./stage";

export class LiveView {
  private readonly sources = new Map<string, SeenSource>();
  private readonly stages = new Map<string, Stage>();
  private readonly loading = new Set<string>();
  private readonly addresses = new Map<string, string>();
  private pictures = false;

  constructor(private readonly lecture: string) {
    byId("view-picture").addEventListener("change", () => this.togglePictures());
    void this.ask();
  }

  put(source: SeenSource): void {
    this.sources.set(source.id, source);
  }

  /** Draws what has come; `ended` hides everything. */
  draw(episodes: readonly Episode[], ended: boolean): void {
    const shown = [...this.sources.values()].filter((source) => !source.own && (source.active || this.stages.has(source.id)));
    byId("view-card").hidden = ended || shown.length === 0;
    this.drawFrozen(ended);
    if (ended) return;
    for (const source of shown.sort((a, b) => a.id.localeCompare(b.id, "en"))) {
      this.stage(source).draw(source, hintsOf(source.id, episodes));
      if (this.pictures && source.active) void this.load(source);
    }
  }

  /** Whether a source belongs to somebody, so that its people may be counted elsewhere. */
  isOwn(source: string): boolean {
    return this.sources.get(source)?.own ?? false;
  }

  /** Whether the place of a source's faces is shown. */
  knows(source: string): boolean {
    return this.stages.has(source);
  }

  choose(source: string, track: number): void {
    this.stages.get(source)?.choose(track);
  }

  private stage(source: SeenSource): Stage {
    const known = this.stages.get(source.id);
    if (known) return known;
    const stage: Stage = new Stage(source, () => this.stages.forEach((other) => other !== stage && other.release()));
    this.stages.set(source.id, stage);
    byId("view").append(stage.element);
    return stage;
  }

  private drawFrozen(ended: boolean): void {
    const frozen = [...this.sources.values()].filter((source) => source.own && source.active && source.frozenSince);
    byId("frozen").hidden = ended || frozen.length === 0;
    const names = frozen.map(({ id, frozenSince }) => t("view.frozen.camera", { source: id, time: time(frozenSince!) }));
    setText(byId("frozen"), t("view.frozen.cameras", { cameras: names.join(", ") }));
  }

  private async ask(): Promise<void> {
    const { pictures } = await get<{ pictures: boolean }>(this.address()).catch(() => ({ pictures: false }));
    this.pictures = pictures;
    byId("view-picture-field").hidden = !pictures;
  }

  private togglePictures(): void {
    this.pictures = byId<HTMLInputElement>("view-picture").checked;
    if (!this.pictures) for (const id of this.stages.keys()) this.show(id, null);
  }

  /** Loads the latest picture of a source, unless it is being loaded. */
  private async load({ id }: SeenSource): Promise<void> {
    if (this.loading.has(id)) return;
    this.loading.add(id);
    try {
      const response = await fetch(`${this.address()}/${encodeURIComponent(id)}/picture`, { signal: AbortSignal.timeout(8000) });
      const picture = response.ok ? await response.blob() : null;
      // Asked last: pictures may have been switched off while this one came.
      if (picture && this.pictures) this.show(id, URL.createObjectURL(picture));
    } catch {
      return; // the connection is lost, which the page says already
    } finally {
      this.loading.delete(id);
    }
  }

  private show(id: string, address: string | null): void {
    const old = this.addresses.get(id);
    if (address) this.addresses.set(id, address);
    else this.addresses.delete(id);
    this.stages.get(id)?.show(address);
    if (old) URL.revokeObjectURL(old);
  }

  private address(): string {
    return `/api/lectures/${encodeURIComponent(this.lecture)}/sources`;
  }
}

const hintsOf = (source: string, episodes: readonly Episode[]): Map<number, string> =>
  new Map(episodes.filter((episode) => !episode.over && episode.source === source).map(({ track, text }) => [track, text]));
