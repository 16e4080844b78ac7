/** Composes music for each visible expression: pure notes, bar by bar. The players of `band.ts` make them heard. */

import type { Expression } from "../expressions";

/** What plays chords, the tune, the bass and the drums. */
export interface Players {
  chords: "pad" | "organ" | "electric-piano" | "piano" | "stabs";
  tune: "bell" | "pluck" | "flute" | "synth";
  bass: "soft" | "round" | "walking";
  drums: "none" | "soft" | "four-on-the-floor" | "broken";
}

export interface Piece {
  /** Its genre, as in the recommendation. */
  genre: string;
  /** Beats a minute. */
  tempo: number;
  /** Beats a bar. */
  beats: number;
  /** The MIDI number of the key's first note. */
  root: number;
  mode: readonly number[];
  /** The chords by their degree in the mode, one a bar. */
  chords: readonly number[];
  /** How often the tune plays where it could, 0..1. */
  density: number;
  /** How late the second half of a beat comes: 0 even, 1/3 swung. */
  swing: number;
  players: Players;
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const LYDIAN = [0, 2, 4, 6, 7, 9, 11];
const MIXOLYDIAN = [0, 2, 4, 5, 7, 9, 10];
const DORIAN = [0, 2, 3, 5, 7, 9, 10];
const MINOR = [0, 2, 3, 5, 7, 8, 10];

/** A piece for each expression, in one of the genres that the bundled catalogue names for it. */
export const PIECES: Record<Expression, Piece> = {
  angry: {
    genre: "lo-fi", tempo: 74, beats: 4, root: 53, mode: LYDIAN, chords: [0, 4, 1, 5], density: 0.3, swing: 0.2,
    players: { chords: "electric-piano", tune: "pluck", bass: "round", drums: "soft" },
  },
  disgust: {
    genre: "bossa nova", tempo: 96, beats: 4, root: 50, mode: MAJOR, chords: [0, 5, 1, 4], density: 0.45, swing: 0,
    players: { chords: "piano", tune: "flute", bass: "walking", drums: "soft" },
  },
  fear: {
    genre: "gospel", tempo: 68, beats: 3, root: 55, mode: MAJOR, chords: [0, 3, 0, 4, 5, 3, 0, 0], density: 0.25, swing: 0.33,
    players: { chords: "organ", tune: "bell", bass: "soft", drums: "none" },
  },
  happy: {
    genre: "disco", tempo: 118, beats: 4, root: 48, mode: MIXOLYDIAN, chords: [0, 6, 3, 0], density: 0.6, swing: 0,
    players: { chords: "stabs", tune: "synth", bass: "walking", drums: "four-on-the-floor" },
  },
  sad: {
    genre: "piano", tempo: 80, beats: 4, root: 51, mode: MAJOR, chords: [0, 4, 5, 3], density: 0.4, swing: 0,
    players: { chords: "piano", tune: "bell", bass: "soft", drums: "none" },
  },
  surprise: {
    genre: "electronic", tempo: 126, beats: 3.5, root: 50, mode: DORIAN, chords: [0, 3, 6, 1, 4], density: 0.7, swing: 0,
    players: { chords: "stabs", tune: "synth", bass: "round", drums: "broken" },
  },
  neutral: {
    genre: "ambient", tempo: 58, beats: 4, root: 57, mode: MINOR, chords: [0, 5, 2, 6], density: 0.2, swing: 0,
    players: { chords: "pad", tune: "bell", bass: "soft", drums: "none" },
  },
};

export type Voice = "chords" | "tune" | "bass" | "kick" | "snare" | "hat";

export interface Note {
  voice: Voice;
  /** Beats from the start of the bar, and how many it sounds. */
  at: number;
  beats: number;
  /** MIDI number; of drums always the same. */
  pitch: number;
  /** How loud, 0..1. */
  loud: number;
}

/** The notes of a bar; the same for the same piece and bar. */
export function bar(piece: Piece, index: number): Note[] {
  const chance = seeded(index * 7919 + piece.tempo * 31 + piece.root);
  const degree = piece.chords[index % piece.chords.length]!;
  return [...chordNotes(piece, degree), ...bassNotes(piece, degree), ...tuneNotes(piece, degree, chance), ...drumNotes(piece)].filter(
    ({ at }) => at < piece.beats,
  );
}

/** How long a bar takes, in seconds. */
export const barSeconds = ({ beats, tempo }: Piece): number => (60 / tempo) * beats;

/** The MIDI number of a degree of the mode, with octaves above and below. */
function pitchOf({ root, mode }: Piece, degree: number): number {
  const octave = Math.floor(degree / mode.length);
  return root + 12 * octave + mode[degree - octave * mode.length]!;
}

function chordNotes(piece: Piece, degree: number): Note[] {
  const pitches = [0, 2, 4, 6].map((third) => pitchOf(piece, degree + third));
  const { chords } = piece.players;
  const starts = chords === "stabs" ? [0.5, 1.5, 2.5, 3.5] : chords === "electric-piano" || chords === "piano" ? [0, 2.5] : [0];
  const beats = chords === "stabs" ? 0.25 : starts.length > 1 ? 1.5 : piece.beats;
  return starts.flatMap((at) => pitches.map((pitch) => ({ voice: "chords" as const, at, beats, pitch, loud: 0.35 })));
}

function bassNotes(piece: Piece, degree: number): Note[] {
  const walk = piece.players.bass === "walking" ? [0, 4, 2, 4] : piece.players.bass === "round" ? [0, 0, 4] : [0];
  const every = piece.beats / walk.length;
  return walk.map((step, i) => ({ voice: "bass", at: i * every, beats: every * 0.9, pitch: pitchOf(piece, degree + step) - 24 + 12 * Number(piece.root < 50), loud: 0.6 }));
}

/** A tune that prefers the notes of the chord on the beat, and steps between them. */
function tuneNotes(piece: Piece, degree: number, chance: () => number): Note[] {
  const notes: Note[] = [];
  let step = [0, 2, 4][Math.floor(chance() * 3)]!;
  for (let half = 0; half < piece.beats * 2; half++) {
    const onBeat = half % 2 === 0;
    step = onBeat ? 2 * Math.round(step / 2) : step + (chance() < 0.5 ? -1 : 1);
    if (chance() > piece.density) continue;
    const at = half / 2 + (onBeat ? 0 : piece.swing / 2);
    notes.push({ voice: "tune", at, beats: chance() < 0.3 ? 1 : 0.5, pitch: pitchOf(piece, degree + Math.max(-3, Math.min(9, step))) + 12, loud: 0.3 + 0.3 * chance() });
  }
  return notes;
}

function drumNotes({ beats, players: { drums }, swing }: Piece): Note[] {
  const hit = (voice: "kick" | "snare" | "hat", at: number, loud: number): Note => ({ voice, at, beats: 0.1, pitch: 36, loud });
  const each = Array.from({ length: Math.ceil(beats) }, (_, beat) => beat);
  const hats = each.flatMap((beat) => [hit("hat", beat, 0.15), hit("hat", beat + 0.5 + swing / 2, 0.1)]);
  if (drums === "soft") return [hit("kick", 0, 0.5), hit("snare", 1, 0.25), hit("kick", 2.5, 0.4), hit("snare", 3, 0.25), ...hats];
  if (drums === "four-on-the-floor") return [...each.map((beat) => hit("kick", beat, 0.7)), hit("snare", 1, 0.35), hit("snare", 3, 0.35), ...hats];
  if (drums === "broken") return [hit("kick", 0, 0.7), hit("kick", 1.5, 0.5), hit("snare", 1, 0.35), hit("snare", 3, 0.3), ...hats];
  return [];
}

/** Random numbers of 0..1 by a seed (mulberry32), so that a piece stays the same piece. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
