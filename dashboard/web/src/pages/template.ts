/** Pages whose content the server renders (template.html): the labels of faces, the player of a result's music, the shell. */
import type { Expression } from "../expressions";
import { MusicPlayer } from "../music/player";
import { drawTags, type Tag } from "../overlay";
import { startShell } from "../shell";

const place = document.querySelector<HTMLElement>("[data-music]");
if (place) {
  const player = new MusicPlayer();
  player.show(place.dataset.music as Expression);
  place.append(player.element);
}

const overlay = document.querySelector<SVGSVGElement>(".faces");
if (overlay) drawTags(overlay, [...overlay.querySelectorAll(".face-mark")].map(tagOf));

function tagOf(mark: Element, index: number, { length }: Element[]): Tag {
  const rect = mark.querySelector("rect")!;
  const at = (name: string) => parseFloat(rect.getAttribute(name)!) / 100;
  const { label = "", expression } = (mark as SVGGElement).dataset;
  const numbered = length > 1 ? `${index + 1} ${label}` : label;
  return { box: { x: at("x"), y: at("y"), width: at("width"), height: at("height") }, texts: [numbered, numbered, length > 1 ? String(index + 1) : label], expression: expression || null };
}

await startShell();
