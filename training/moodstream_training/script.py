"""Who shows which expression when: the minute that the sample class plays, and its truth."""

from dataclasses import dataclass

import numpy as np

SEATS = 25
ACT_SECONDS = 10


@dataclass(frozen=True)
class Act:
    """Ten seconds of class, and how many of the 25 students show which expression."""

    name: str
    students: dict[str, int]

    @property
    def dominant(self) -> str:
        return max(self.students, key=self.students.__getitem__)


ACTS = (
    Act("attentive", {"neutral": 18, "happy": 4, "surprise": 2, "sad": 1}),
    Act("amused", {"happy": 19, "neutral": 4, "surprise": 2}),
    Act("confused", {"angry": 16, "neutral": 4, "surprise": 2, "fear": 2, "disgust": 1}),
    Act("bored", {"sad": 16, "neutral": 7, "disgust": 1, "angry": 1}),
    Act("surprised", {"surprise": 18, "happy": 4, "neutral": 2, "fear": 1}),
    Act("attentive again", {"neutral": 17, "happy": 6, "surprise": 1, "sad": 1}),
)


@dataclass(frozen=True)
class Showing:
    """One seat's expression from `start` to `end`, in seconds."""

    start: float
    end: float
    seat: int  # from 0, row by row
    emotion: str


def play(seed: int = 11) -> list[Showing]:
    """The whole minute: who changes follows an act's beginning by up to 0.8 s, as people do."""
    random = np.random.default_rng(seed)
    cast = [random.permutation([e for e, n in act.students.items() for _ in range(n)]) for act in ACTS]
    return [showing for seat in range(SEATS) for showing in _seat(seat, [str(c[seat]) for c in cast], random)]


def _seat(seat: int, emotions: list[str], random: np.random.Generator) -> list[Showing]:
    """A seat's acts, with neighbouring acts of the same expression joined."""
    starts = [0.0] + [i * ACT_SECONDS + random.integers(0, 5) / 5 for i in range(1, len(emotions))]
    changes = [i for i, e in enumerate(emotions) if i == 0 or e != emotions[i - 1]]
    ends = [starts[i] for i in changes[1:]] + [float(len(emotions) * ACT_SECONDS)]
    return [Showing(starts[i], end, seat, emotions[i]) for i, end in zip(changes, ends, strict=True)]


def as_json() -> dict:
    """What `script.json` holds."""
    acts = [
        {
            "start_s": i * ACT_SECONDS,
            "end_s": (i + 1) * ACT_SECONDS,
            "name": act.name,
            "dominant": act.dominant,
            "share": {emotion: n / SEATS for emotion, n in act.students.items()},
        }
        for i, act in enumerate(ACTS)
    ]
    return {"seats": SEATS, "acts": acts}
