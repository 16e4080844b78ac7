/** Makes a piece heard, with Tone.js, which is loaded with this file: only when somebody presses play. */

import { Analyser, FMSynth, Gain, MembraneSynth, MonoSynth, NoiseSynth, PolySynth, Reverb, Synth } from "tone/build/esm/classes.js";
import { Context } from "tone/build/esm/core/context/Context.js";
import { setContext } from "tone/build/esm/core/Global.js";
import { bar, barSeconds, type Note, type Piece, type Players } from "./pieces";

/** So many seconds are always composed ahead: browsers wake pages in the background only once a second. */
const AHEAD = 2.5;

/** The longest note with its release, seconds. */
const FADED = 8;

// The clock must not be a worker, which the page's policy forbids.
const context = new Context({ clockSource: "timeout", lookAhead: 0 });
setContext(context);

type Instrument = { play(note: Note, seconds: number, at: number): void; dispose(): void };

export class Band {
  private readonly output = new Gain(0.7).toDestination();
  private readonly analyser = new Analyser("waveform", 1024);
  private readonly room = new Reverb({ decay: 2.2, wet: 0.25 });
  private readonly instruments: Record<Note["voice"], Instrument>;
  private timer = 0;
  private next = 0;
  private index = 0;

  constructor(private readonly piece: Piece) {
    this.room.connect(this.output);
    this.output.connect(this.analyser);
    this.instruments = instruments(piece.players, this.room);
  }

  /** Begins, or goes on where it paused. Call it from a click. */
  async play(): Promise<void> {
    await context.resume();
    this.compose();
  }

  pause(): void {
    clearTimeout(this.timer);
    void (context.rawContext as AudioContext).suspend();
  }

  /** From 0 to 1. */
  volume(share: number): void {
    this.output.gain.rampTo(share * share, 0.05);
  }

  /** The loudest of the last samples, 0..1. A paused band is silent, and the analyser keeps what it heard last. */
  level(): number {
    if (context.state !== "running") return 0;
    return Math.max(...(this.analyser.getValue() as Float32Array).map(Math.abs));
  }

  private readonly compose = (): void => {
    const beat = 60 / this.piece.tempo;
    this.next = Math.max(this.next, context.now() + 0.1); // a page that was asleep or busy cannot play what is past
    while (this.next < context.now() + AHEAD) {
      for (const note of bar(this.piece, this.index++)) {
        this.instruments[note.voice].play(note, note.beats * beat, this.next + note.at * beat);
      }
      this.next += barSeconds(this.piece);
    }
    this.timer = window.setTimeout(this.compose, 500);
  };

  /** Is silent at once, and lets go of its parts when the last note has faded: sources that end after that would be a fault. */
  dispose(): void {
    this.pause();
    this.output.disconnect();
    context.setTimeout(() => this.free(), AHEAD + FADED);
  }

  private free(): void {
    for (const instrument of Object.values(this.instruments)) instrument.dispose();
    this.room.dispose();
    this.analyser.dispose();
    this.output.dispose();
  }
}

const hertz = (pitch: number) => 440 * 2 ** ((pitch - 69) / 12);

const SHAPES = {
  pad: { oscillator: { type: "fatsine" }, envelope: { attack: 1.2, decay: 0.5, sustain: 0.8, release: 2.5 }, volume: -10 },
  organ: { oscillator: { type: "custom", partials: [1, 0.7, 0.4, 0.3, 0, 0.2] }, envelope: { attack: 0.05, decay: 0.1, sustain: 0.9, release: 0.4 }, volume: -16 },
  piano: { oscillator: { type: "triangle" }, envelope: { attack: 0.005, decay: 1.2, sustain: 0.1, release: 1 }, volume: -8 },
  stabs: { oscillator: { type: "fatsawtooth" }, envelope: { attack: 0.005, decay: 0.15, sustain: 0.1, release: 0.15 }, volume: -18 },
  pluck: { oscillator: { type: "triangle" }, envelope: { attack: 0.002, decay: 0.35, sustain: 0, release: 0.3 }, volume: -6 },
  flute: { oscillator: { type: "sine" }, envelope: { attack: 0.08, decay: 0.1, sustain: 0.8, release: 0.3 }, volume: -8 },
  synth: { oscillator: { type: "square" }, envelope: { attack: 0.005, decay: 0.2, sustain: 0.3, release: 0.15 }, volume: -18 },
} as const;

function polyphonic(name: Players["chords"] | Players["tune"]): PolySynth {
  if (name === "electric-piano") {
    return new PolySynth(FMSynth, { harmonicity: 2, modulationIndex: 3, envelope: { attack: 0.005, decay: 1.5, sustain: 0.1, release: 1 }, volume: -10 }) as unknown as PolySynth;
  }
  if (name === "bell") {
    return new PolySynth(FMSynth, { harmonicity: 3.5, modulationIndex: 6, envelope: { attack: 0.002, decay: 1.4, sustain: 0, release: 1.2 }, volume: -12 }) as unknown as PolySynth;
  }
  return new PolySynth(Synth, SHAPES[name] as object);
}

function instruments({ chords, tune, bass }: Players, room: Reverb): Record<Note["voice"], Instrument> {
  const melodic = (name: Players["chords"] | Players["tune"]): Instrument => {
    const synth = polyphonic(name).connect(room);
    return { play: (note, seconds, at) => void synth.triggerAttackRelease(hertz(note.pitch), seconds, at, note.loud), dispose: () => void synth.dispose() };
  };
  const low = new MonoSynth({
    oscillator: { type: bass === "soft" ? "sine" : "triangle" },
    envelope: { attack: bass === "soft" ? 0.08 : 0.01, decay: 0.3, sustain: 0.6, release: 0.3 },
    filterEnvelope: { baseFrequency: 120, octaves: bass === "walking" ? 3 : 2, attack: 0.01, decay: 0.2, sustain: 0.4, release: 0.3 },
    volume: -8,
  }).connect(room);
  const kick = new MembraneSynth({ volume: -6 }).connect(room);
  const noise = (decay: number, volume: number) => new NoiseSynth({ envelope: { attack: 0.001, decay, sustain: 0 }, volume }).connect(room);
  const snare = noise(0.14, -14);
  const hat = noise(0.04, -20);
  const hit = (synth: NoiseSynth): Instrument => ({ play: ({ loud }, seconds, at) => void synth.triggerAttackRelease(seconds, at, loud), dispose: () => void synth.dispose() });
  return {
    chords: melodic(chords),
    tune: melodic(tune),
    bass: { play: (note, seconds, at) => void low.triggerAttackRelease(hertz(note.pitch), seconds, at, note.loud), dispose: () => void low.dispose() },
    kick: { play: ({ loud }, seconds, at) => void kick.triggerAttackRelease("C1", seconds, at, loud), dispose: () => void kick.dispose() },
    snare: hit(snare),
    hat: hit(hat),
  };
}
