/** Zooms and pans the timeline by wheel, drag, two fingers and keys. */

import type { View } from "./view";

/** A pointer that moved less far (pixels) has clicked. */
const CLICK = 6;
const STEP = 2;

export class Gestures {
  private readonly pointers = new Map<number, PointerEvent>();
  private dragged = false;

  /** `instantAt` tells which instant (milliseconds) is at a place (clientX); `changed` draws the timeline anew. */
  constructor(
    private readonly container: HTMLElement,
    private readonly view: View,
    private readonly instantAt: (clientX: number) => number | null,
    private readonly changed: () => void,
  ) {
    container.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    container.addEventListener("pointerdown", (event) => this.down(event));
    container.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"] as const) container.addEventListener(name, (event) => this.pointers.delete(event.pointerId));
    // Before the listeners of the cursor: a drag is no click, and Shift with an arrow is no step.
    container.addEventListener("click", (event) => this.dragged && event.stopImmediatePropagation(), { capture: true });
    container.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  private wheel(event: WheelEvent): void {
    const across = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    if (event.ctrlKey || event.metaKey) this.view.zoom(2 ** (-event.deltaY / 100), this.instantAt(event.clientX) ?? undefined);
    else if (across && !this.view.isWhole) this.view.pan((event.deltaX || event.deltaY) / this.container.clientWidth);
    else return;
    event.preventDefault();
    this.changed();
  }

  private down(event: PointerEvent): void {
    this.dragged = false;
    this.pointers.set(event.pointerId, event);
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const [first, second] = [...this.pointers.values()];
    if (first && second) this.pinch(event, event.pointerId === first.pointerId ? second : first, before);
    else if (!this.view.isWhole && (this.dragged || Math.abs(event.clientX - before.clientX) > CLICK)) {
      this.dragged = true;
      this.container.setPointerCapture(event.pointerId);
      this.view.pan((before.clientX - event.clientX) / this.container.clientWidth);
    } else return;
    this.pointers.set(event.pointerId, event);
    this.changed();
  }

  private pinch(event: PointerEvent, other: PointerEvent, before: PointerEvent): void {
    this.dragged = true;
    const distance = (pointer: PointerEvent) => Math.max(20, Math.abs(pointer.clientX - other.clientX));
    this.view.zoom(distance(event) / distance(before), this.instantAt((event.clientX + other.clientX) / 2) ?? undefined);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.view.zoom(STEP);
    else if (event.key === "-") this.view.zoom(1 / STEP);
    else if (event.key === "0") this.view.showAll();
    else if (event.shiftKey && event.key === "ArrowLeft") this.view.pan(-1 / 4);
    else if (event.shiftKey && event.key === "ArrowRight") this.view.pan(1 / 4);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.changed();
  }
}
