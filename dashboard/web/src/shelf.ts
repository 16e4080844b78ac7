/** Shows a recommendation: the reason, music genres, and titles by medium. */

import type { Item, Recommendation } from "./api";
import { h } from "./dom";
import { t } from "./i18n";
import { MusicPlayer } from "./music/player";
import { audio, embedAddress, player } from "./player";
import { tabs } from "./tabs";
import { whyWords } from "./why";

type Medium = Item["medium"];

const MEDIA: { id: Medium; text: string }[] = (["song", "movie", "book", "game"] as const).map((id) => ({ id, text: t(`medium.${id}`) }));

export class Shelf {
  private readonly panel = h("div", { id: "titles", class: "titles-panel" });
  private readonly music = new MusicPlayer();
  private chosen: Medium = "song";

  /** `plays`: songs that can be embedded get a button that plays them on the page. */
  constructor(
    private readonly root: HTMLElement,
    private readonly plays: boolean,
  ) {}

  show(recommendation: Recommendation): void {
    const { genres, items } = recommendation;
    this.music.show(recommendation.emotion);
    const media = MEDIA.filter(({ id }) => items.some(({ medium }) => medium === id));
    this.root.replaceChildren(
      h(
        "div",
        { class: "stack" },
        h("p", { class: "soft" }, whyWords(recommendation)),
        genres.length > 0 && this.genres(genres),
        this.music.element,
        media.length > 0 && tabs(t("recommendations"), media, this.chosen, this.panel, (id) => this.choose(id as Medium, items)),
        media.length > 0 && this.panel,
      ),
    );
  }

  /** Takes the recommendation away and shows these words instead; music stops. */
  clear(words = ""): void {
    this.music.stop();
    this.root.replaceChildren(h("p", { class: "soft" }, words));
  }

  private genres(genres: string[]): HTMLElement {
    return h(
      "div",
      { class: "row" },
      h("h3", {}, t("recommendations.music")),
      h("ul", { class: "row genres" }, ...genres.map((genre) => h("li", { class: "badge" }, genre))),
    );
  }

  private choose(medium: Medium, items: Item[]): void {
    this.chosen = medium;
    this.panel.replaceChildren(
      h("ul", { class: "titles" }, ...items.filter((item) => item.medium === medium).map((item) => this.title(item))),
    );
  }

  private title(item: Item): HTMLElement {
    const address = this.plays && item.medium === "song" ? embedAddress(item.link) : null;
    const row = h(
      "li",
      {},
      h(
        "a",
        { class: "title-link", href: item.link, target: "_blank", rel: "noopener noreferrer" },
        h("span", { class: "title-name" }, item.title),
        h("span", { class: "visually-hidden" }, ` ${t("link.new-tab")}`),
        item.by && h("span", { class: "title-by" }, item.by),
      ),
      h("span", { class: "title-host" }, host(item.link)),
    );
    if (item.audio) {
      row.classList.add("title-plays");
      row.append(audio(item.audio, item.title));
    } else if (address) row.append(playButton(row, address, item.title));
    return row;
  }
}

function playButton(row: HTMLElement, address: string, title: string): HTMLElement {
  const button = h(
    "button",
    { type: "button", class: "button button-plain", "aria-label": t("player.play.title", { title }), onClick: () => button.replaceWith(player(address, title)) },
    t("player.play"),
  );
  row.classList.add("title-plays");
  return button;
}

function host(link: string): string {
  try {
    return new URL(link).hostname.replace(/^(www|en)\./, "");
  } catch {
    return "";
  }
}
