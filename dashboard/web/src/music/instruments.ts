/** The instruments of a band: each note is an oscillator or noise, an envelope and, for some, a filter; all in a room. */

import type { Note, Players } from "./pieces";

/** Plays a note for so many seconds at a time of the context's clock, seconds. */
export type Instrument = (note: Note, seconds: number, at: number) => void;

/** How a note's loudness goes: seconds to the peak, from there towards the share that it sustains, and after its end. */
interface Envelope {
  attack: number;
  decay: number;
  sustain: number;
  release: number;
}

interface Sound extends Envelope {
  wave: OscillatorType | readonly number[];
  /** Loudness, dB. */
  volume: number;
  /** Cents between three oscillators that play the same note; one plays it without. */
  detune?: number;
  /** Frequency modulation: the modulator's frequency over the note's, and how far it moves the note's, over the note's. */
  bell?: { ratio: number; depth: number };
}

type Melodic = Players["chords"] | Players["tune"];

const SOUNDS: Record<Melodic, Sound> = {
  pad: { wave: "sine", detune: 20, attack: 1.2, decay: 0.5, sustain: 0.8, release: 2.5, volume: -16 },
  organ: { wave: [1, 0.7, 0.4, 0.3, 0, 0.2], attack: 0.05, decay: 0.1, sustain: 0.9, release: 0.4, volume: -16 },
  "electric-piano": { wave: "sine", bell: { ratio: 2, depth: 1.5 }, attack: 0.005, decay: 1.5, sustain: 0.1, release: 1, volume: -12 },
  piano: { wave: "triangle", attack: 0.005, decay: 1.2, sustain: 0.1, release: 1, volume: -8 },
  stabs: { wave: "sawtooth", detune: 20, attack: 0.005, decay: 0.15, sustain: 0.1, release: 0.15, volume: -22 },
  bell: { wave: "sine", bell: { ratio: 3.5, depth: 3 }, attack: 0.002, decay: 1.4, sustain: 0, release: 1.2, volume: -14 },
  pluck: { wave: "triangle", attack: 0.002, decay: 0.35, sustain: 0, release: 0.3, volume: -6 },
  flute: { wave: "sine", attack: 0.08, decay: 0.1, sustain: 0.8, release: 0.3, volume: -8 },
  synth: { wave: "square", attack: 0.005, decay: 0.2, sustain: 0.3, release: 0.15, volume: -18 },
};

const LOW: Record<Players["bass"], Sound & { brightness: number }> = {
  soft: { wave: "sine", brightness: 500, attack: 0.08, decay: 0.3, sustain: 0.6, release: 0.3, volume: -6 },
  round: { wave: "triangle", brightness: 500, attack: 0.01, decay: 0.3, sustain: 0.6, release: 0.3, volume: -6 },
  walking: { wave: "triangle", brightness: 960, attack: 0.01, decay: 0.3, sustain: 0.6, release: 0.3, volume: -6 },
};

/** Seconds that the room sounds after, and the share of that in what is heard. */
const ROOM = { decay: 2.2, wet: 0.25 };

const hertz = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12);
const share = (decibels: number): number => 10 ** (decibels / 20);

/** Returns what the players play with, connected to the output. */
export function instruments({ chords, tune, bass }: Players, context: AudioContext, output: AudioNode): Record<Note["voice"], Instrument> {
  const noise = noiseBuffer(context, 1, () => 1);
  const into = room(context, output);
  return {
    chords: melodic(context, SOUNDS[chords], into),
    tune: melodic(context, SOUNDS[tune], into),
    bass: low(context, LOW[bass], into),
    kick: kick(context, into),
    snare: drum(context, noise, { above: 1000, seconds: 0.14, volume: -12 }, into),
    hat: drum(context, noise, { above: 6000, seconds: 0.04, volume: -14 }, into),
  };
}

function noiseBuffer(context: AudioContext, seconds: number, loudness: (after: number) => number): AudioBuffer {
  const buffer = context.createBuffer(2, Math.ceil(seconds * context.sampleRate), context.sampleRate);
  for (const channel of [0, 1]) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < samples.length; i++) samples[i] = (2 * Math.random() - 1) * loudness(i / context.sampleRate);
  }
  return buffer;
}

/** Noise that dies away is the answer of a room to a clap: what is played is heard through it, and directly. */
function room(context: AudioContext, output: AudioNode): AudioNode {
  const into = context.createGain();
  const echo = new ConvolverNode(context, { buffer: noiseBuffer(context, ROOM.decay, (after) => Math.exp((-5 * after) / ROOM.decay)) });
  into.connect(new GainNode(context, { gain: 1 - ROOM.wet })).connect(output);
  into.connect(echo).connect(new GainNode(context, { gain: ROOM.wet })).connect(output);
  return into;
}

/** Shapes a note's loudness, and returns when it has faded. */
function shape(loudness: AudioParam, { attack, decay, sustain, release }: Envelope, peak: number, at: number, until: number): number {
  const end = Math.max(until, at + attack);
  loudness.setValueAtTime(0, at);
  loudness.linearRampToValueAtTime(peak, at + attack);
  loudness.setTargetAtTime(peak * sustain, at + attack, decay / 3);
  loudness.setTargetAtTime(0, end, release / 5);
  return end + release;
}

/** Returns what makes the oscillators of a note of a frequency, hertz. */
function oscillators(context: AudioContext, { wave, detune }: Sound): (frequency: number) => OscillatorNode[] {
  const tone: OscillatorOptions =
    typeof wave === "string"
      ? { type: wave }
      : { type: "custom", periodicWave: context.createPeriodicWave(new Float32Array(wave.length + 1), new Float32Array([0, ...wave])) };
  return (frequency) => (detune ? [-detune, 0, detune] : [0]).map((cents) => new OscillatorNode(context, { ...tone, detune: cents, frequency }));
}

function sound(sources: readonly AudioScheduledSourceNode[], into: AudioNode, at: number, until: number): void {
  for (const source of sources) {
    source.connect(into);
    source.start(at);
    source.stop(until);
  }
}

function melodic(context: AudioContext, shaped: Sound, into: AudioNode): Instrument {
  const sourcesOf = oscillators(context, shaped);
  return ({ pitch, loud }, seconds, at) => {
    const loudness = new GainNode(context, { gain: 0 });
    loudness.connect(into);
    const faded = shape(loudness.gain, shaped, loud * share(shaped.volume), at, at + seconds);
    const sources = sourcesOf(hertz(pitch));
    if (shaped.bell) modulate(context, sources, hertz(pitch), shaped.bell, at, faded);
    sound(sources, loudness, at, faded);
  };
}

/** A bell is bright when it is struck: the modulation dies away faster than the note. */
function modulate(context: AudioContext, sources: readonly OscillatorNode[], frequency: number, bell: { ratio: number; depth: number }, at: number, until: number): void {
  const modulator = new OscillatorNode(context, { frequency: frequency * bell.ratio });
  const depth = new GainNode(context, { gain: 0 });
  depth.gain.setValueAtTime(frequency * bell.depth, at);
  depth.gain.setTargetAtTime(0, at, 0.3);
  for (const source of sources) depth.connect(source.frequency);
  sound([modulator], depth, at, until);
}

function low(context: AudioContext, shaped: Sound & { brightness: number }, into: AudioNode): Instrument {
  const sourcesOf = oscillators(context, shaped);
  return ({ pitch, loud }, seconds, at) => {
    const filter = new BiquadFilterNode(context, { type: "lowpass", frequency: shaped.brightness });
    filter.frequency.setTargetAtTime(shaped.brightness / 2, at, 0.1);
    const loudness = new GainNode(context, { gain: 0 });
    filter.connect(loudness).connect(into);
    const faded = shape(loudness.gain, shaped, loud * share(shaped.volume), at, at + seconds);
    sound(sourcesOf(hertz(pitch)), filter, at, faded);
  };
}

/** A tone that falls: the skin of a drum. */
function kick(context: AudioContext, into: AudioNode): Instrument {
  return ({ loud }, _, at) => {
    const loudness = new GainNode(context, { gain: 0 });
    loudness.connect(into);
    const faded = shape(loudness.gain, { attack: 0.001, decay: 0.4, sustain: 0, release: 0.3 }, loud * share(-4), at, at + 0.3);
    const skin = new OscillatorNode(context);
    skin.frequency.setValueAtTime(160, at);
    skin.frequency.exponentialRampToValueAtTime(45, at + 0.09);
    sound([skin], loudness, at, faded);
  };
}

function drum(context: AudioContext, noise: AudioBuffer, { above, seconds, volume }: { above: number; seconds: number; volume: number }, into: AudioNode): Instrument {
  return ({ loud }, _, at) => {
    const filter = new BiquadFilterNode(context, { type: "highpass", frequency: above });
    const loudness = new GainNode(context, { gain: 0 });
    filter.connect(loudness).connect(into);
    const faded = shape(loudness.gain, { attack: 0.001, decay: seconds, sustain: 0, release: 0.05 }, loud * share(volume), at, at + seconds);
    sound([new AudioBufferSourceNode(context, { buffer: noise })], filter, at, faded);
  };
}
