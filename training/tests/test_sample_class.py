import csv
import json

import av
import numpy as np
import pytest

from moodstream_training.alignment import align, without_twins
from moodstream_training.casting import STUDENTS, cast, students
from moodstream_training.composites import LIKENESS_LIMIT, Composite
from moodstream_training.gallery import seats
from moodstream_training.sample_class import TRUTH_HEADER, make, pictures, write_truth
from moodstream_training.script import ACTS, SEATS, as_json, play


def drawn(seed: int) -> np.ndarray:
    """A made-up face-like picture."""
    y, x = np.mgrid[-1:1:48j, -1:1:48j]
    oval = (x / 0.7) ** 2 + (y / 0.95) ** 2 < 1
    picture = 60 + 120 * oval + np.random.default_rng(seed).normal(0, 9, (48, 48))
    return np.clip(picture, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def made():
    emotions = {emotion for act in ACTS for emotion in act.students}
    return [
        Composite(f"{e}-{i:02d}", e, (i,), drawn(i), 0.0, 1.0) for e in sorted(emotions) for i in range(25)
    ]


def test_every_act_has_all_seats_and_a_clear_majority():
    for act in ACTS:
        assert sum(act.students.values()) == SEATS
        assert 0.6 <= act.students[act.dominant] / SEATS <= 0.8
    assert [a["start_s"] for a in as_json()["acts"]] == [0, 10, 20, 30, 40, 50]


def test_every_seat_shows_something_all_the_time():
    for seat in range(SEATS):
        mine = sorted((s for s in play() if s.seat == seat), key=lambda s: s.start)
        assert mine[0].start == 0 and mine[-1].end == 60
        assert all(a.end == b.start and a.emotion != b.emotion for a, b in zip(mine, mine[1:], strict=False))


def test_the_truth_lies_inside_the_picture(made, tmp_path):
    write_truth(tmp_path / "class.csv", play(), seats(), cast(made, play()))
    lines = list(csv.DictReader((tmp_path / "class.csv").open()))
    assert list(lines[0]) == TRUTH_HEADER
    for line in lines:
        x, y, w, h = (int(line[k]) for k in "xywh")
        assert x >= 0 and y >= 0 and x + w <= 1280 and y + h <= 720


def test_the_first_pictures_are_the_same_every_time(made):
    looks = cast(made, play())
    first, again = (next(pictures(play(), seats(), looks)) for _ in range(2))
    assert first.shape == (720, 1280, 3) and np.array_equal(first, again)


def test_alignment_brings_a_shifted_face_back():
    faces = np.stack([drawn(1), np.roll(drawn(1), 2, axis=1), np.roll(drawn(1), -2, axis=1)]).astype(
        np.float32
    )
    placed = align(faces)
    before, after = (np.corrcoef(p[1].ravel(), p[2].ravel())[0, 1] for p in (faces, placed))
    assert after > before


def test_a_photo_that_is_there_twice_counts_once():
    one, other = np.random.default_rng(6).integers(0, 256, (2, 48, 48))
    assert without_twins(np.stack([one, other, one[:, ::-1], one])).tolist() == [0, 1]


def test_students_are_made_of_many_faces_and_of_no_single_one(training_faces):
    chosen = json.loads(STUDENTS.read_text())
    assert all(len(set(rows)) >= 12 for rows in chosen.values())
    some, again = students(training_faces, every=20), students(training_faces, every=20)
    assert all(c.likeness < LIKENESS_LIMIT for c in some)
    assert all(np.array_equal(a.pixels, b.pixels) for a, b in zip(some, again, strict=True))
    labels = training_faces.labels[np.searchsorted(training_faces.rows, some[0].rows)]
    assert len(set(labels)) == 1


def test_a_whole_class_is_written(made, tmp_path, monkeypatch):
    monkeypatch.setattr("moodstream_training.sample_class.FRAMES", 6)
    make(made, tmp_path)
    with av.open(str(tmp_path / "class.mp4")) as video:
        stream = video.streams.video[0]
        assert (stream.width, stream.height, stream.codec_context.pix_fmt) == (1280, 720, "yuv420p")
        assert sum(1 for _ in video.decode(stream)) == 6
