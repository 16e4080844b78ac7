/** Which part of a lecture the timeline shows: the whole of it, or a span that the reader has zoomed into. */

export interface Span {
  from: number;
  to: number;
}

/** The shortest span, in milliseconds. */
const SHORTEST = 60_000;

/** The span after zooming by a factor (2 shows half as much) around an instant; null if it is the whole again. */
export function zoomed(span: Span, whole: Span, factor: number, at: number): Span | null {
  const length = Math.max(SHORTEST, (span.to - span.from) / factor);
  if (length >= whole.to - whole.from) return null;
  const before = ((at - span.from) / (span.to - span.from)) * length;
  return within({ from: at - before, to: at - before + length }, whole);
}

/** The span moved by so many milliseconds, as far as the lecture goes. */
export const panned = (span: Span, whole: Span, by: number): Span => within({ from: span.from + by, to: span.to + by }, whole);

/** The span moved just so far that it contains an instant. */
export function revealed(span: Span, whole: Span, at: Span): Span {
  if (at.from < span.from) return panned(span, whole, at.from - span.from);
  return at.to > span.to ? panned(span, whole, at.to - span.to) : span;
}

function within({ from, to }: Span, whole: Span): Span {
  const shift = from < whole.from ? whole.from - from : to > whole.to ? whole.to - to : 0;
  return { from: from + shift, to: to + shift };
}

export class View {
  private span: Span | null = null;
  private whole: Span = { from: 0, to: 1 };

  /** What is shown of the lecture as it is now; a span that ends where the lecture did follows it. */
  of(whole: Span): Span {
    if (this.span && this.span.to >= this.whole.to) this.span = panned(this.span, whole, whole.to - this.whole.to);
    this.whole = whole;
    return this.span ?? whole;
  }

  get isWhole(): boolean {
    return this.span === null;
  }

  zoom(factor: number, at?: number): void {
    const span = this.span ?? this.whole;
    this.span = zoomed(span, this.whole, factor, at ?? (span.from + span.to) / 2);
  }

  /** Moves by a share of what is shown. */
  pan(share: number): void {
    if (this.span) this.span = panned(this.span, this.whole, share * (this.span.to - this.span.from));
  }

  reveal(at: Span): void {
    if (this.span) this.span = revealed(this.span, this.whole, at);
  }

  showAll(): void {
    this.span = null;
  }
}
