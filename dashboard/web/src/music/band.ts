/** Makes a piece heard with the browser's own synthesizer (Web Audio). Loaded only when somebody presses play. */

import { instruments, type Instrument } from "./instruments";
import { bar, barSeconds, type Note, type Piece } from "./pieces";

/** So many seconds are always composed ahead: browsers wake pages in the background only once a second. */
const AHEAD = 2.5;

export class Band {
  private readonly context = new AudioContext();
  private readonly output = this.context.createGain();
  private readonly analyser = this.context.createAnalyser();
  private readonly heard = new Float32Array(this.analyser.fftSize);
  private readonly instruments: Record<Note["voice"], Instrument>;
  private timer = 0;
  private next = 0;
  private index = 0;

  constructor(private readonly piece: Piece) {
    this.output.connect(this.context.destination);
    this.output.connect(this.analyser);
    this.instruments = instruments(piece.players, this.context, this.output);
  }

  /** Begins, or goes on where it paused. Call it from a click. */
  async play(): Promise<void> {
    await this.context.resume();
    this.compose();
  }

  pause(): void {
    clearTimeout(this.timer);
    void this.context.suspend();
  }

  /** From 0 to 1. */
  volume(share: number): void {
    this.output.gain.setTargetAtTime(share * share, this.context.currentTime, 0.02);
  }

  /** The loudest of the last samples, 0..1. A paused band is silent, and the analyser keeps what it heard last. */
  level(): number {
    if (this.context.state !== "running") return 0;
    this.analyser.getFloatTimeDomainData(this.heard);
    return this.heard.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  }

  private readonly compose = (): void => {
    clearTimeout(this.timer);
    const beat = 60 / this.piece.tempo;
    const now = this.context.currentTime;
    this.next = Math.max(this.next, now + 0.1); // a page that was asleep or busy cannot play what is past
    while (this.next < now + AHEAD) {
      for (const note of bar(this.piece, this.index++)) {
        this.instruments[note.voice](note, note.beats * beat, this.next + note.at * beat);
      }
      this.next += barSeconds(this.piece);
    }
    this.timer = window.setTimeout(this.compose, 500);
  };

  /** Is silent at once, and for good. */
  dispose(): void {
    clearTimeout(this.timer);
    void this.context.close();
  }
}
