from dataclasses import replace

import numpy as np
import pytest
import torch
from faces import some_faces

from moodstream_training.data import DataError
from moodstream_training.evaluate import logits_of
from moodstream_training.presets import PRESETS
from moodstream_training.recipe import Recipe
from moodstream_training.train import Begin, blended, class_weights, load, train

SAD = 4


def taught(emotion):
    """A teacher that always says the same."""
    net = PRESETS["small"].build(0.0, False)
    torch.nn.init.zeros_(net.trunk.head.weight)
    net.trunk.head.bias.data = torch.eye(7)[emotion].repeat(2) * 20
    return Begin(teachers=[net.eval()])


TINY = Recipe(epochs=2, batch=12, precision="32-true", optimiser="adam", rate=1e-3)


@pytest.fixture
def run(tmp_path):
    def made(name="run", recipe=TINY, preset="b-small"):
        return train(preset, recipe, some_faces(24), some_faces(8, seed=3), tmp_path / name)

    return made


def progress(checkpoint):
    return torch.load(checkpoint, weights_only=True)["progress"]


def same(one, other):
    return all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


def test_a_run_repeats_exactly(run):
    first, second = load(run()), load(run("again"))
    assert same(first, second) and first.history[0]["loss"] == second.history[0]["loss"]


def test_an_interrupted_run_goes_on_as_an_unbroken_one_would(run, monkeypatch):
    whole = load(run().with_name("last.ckpt"))
    from moodstream_training.learner import Learner

    step = Learner.training_step

    def interrupted(self, batch, index):
        if self.current_epoch == 1:
            raise RuntimeError("the power failed")
        return step(self, batch, index)

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(Learner, "training_step", interrupted)
        run("broken")
    resumed = load(run("broken").with_name("last.ckpt"))
    assert resumed.seen == 48 and len(resumed.history) == 2 and same(whole, resumed)


def test_a_finished_run_stays_as_it_is(run):
    before = progress(run().with_name("last.ckpt"))
    assert progress(run().with_name("last.ckpt")) == before


def test_a_folder_belongs_to_one_recipe_and_one_network(run):
    run()
    with pytest.raises(DataError, match="was trained by another recipe"):
        run(recipe=replace(TINY, rate=0.5))
    with pytest.raises(DataError, match="holds the network 'b-small', expected 'a-cnn'"):
        run(preset="a-cnn")


def test_a_file_that_is_no_checkpoint_gets_one_sentence(tmp_path):
    (tmp_path / "last.ckpt").write_bytes(b"no checkpoint")
    with pytest.raises(DataError, match="is no checkpoint of this package") as fault:
        load(tmp_path / "last.ckpt")
    assert "\n" not in str(fault.value)


def test_a_full_disk_ends_the_run_with_one_sentence_and_leaves_the_checkpoints_whole(
    run, full_disk, tmp_path
):
    kept = run()
    before = {file.name: file.read_bytes() for file in kept.parent.iterdir()}
    last = torch.load(kept.with_name("last.ckpt"), weights_only=True)
    last["epoch"], last["hyper_parameters"]["recipe"]["epochs"] = 1, 4
    torch.save(last, kept.with_name("last.ckpt"))  # as if the run were to be longer
    before["last.ckpt"] = kept.with_name("last.ckpt").read_bytes()
    with full_disk(20_000), pytest.raises(DataError, match="ckpt cannot be written: File too large"):
        run(recipe=replace(TINY, epochs=4))
    assert {file.name: file.read_bytes() for file in kept.parent.iterdir()} == before


def test_fewer_faces_than_a_batch_are_a_fault(run):
    with pytest.raises(DataError, match="There are 24 faces to learn from, fewer than a batch of 32"):
        run(recipe=replace(TINY, batch=32))


def test_a_plateau_lowers_the_rate_and_patience_ends_the_run(run):
    recipe = replace(
        TINY, epochs=9, rate=1e-9, schedule="plateau", plateau_patience=0, patience=2, average=False
    )
    checkpoint = torch.load(run(recipe=recipe).with_name("last.ckpt"), weights_only=True)
    assert len(checkpoint["progress"]["history"]) == 3


def test_rare_classes_weigh_more():
    weights = class_weights(torch.tensor([0, 0, 0, 1]))
    assert weights[1] == 3 * weights[0]


def test_targets_are_smoothed_and_blended_with_a_teachers():
    targets, teacher = np.eye(7)[:1, None].repeat(2, axis=1), np.full((1, 2, 7), 1 / 7)
    found = blended(targets, Recipe(smoothing=0.07, teacher_share=0.5), teacher)
    assert found[0, 0].tolist() == pytest.approx(
        [0.47 + 0.5 / 7, *[0.005 + 0.5 / 7] * 6][:1] + [0.005 + 0.5 / 7] * 6
    )


def test_standard_has_the_layers_that_its_checkpoints_name():
    names = PRESETS["standard"].build(0.3, False).state_dict()
    assert {"trunk.stem.weight", "trunk.blocks.12.point.weight", "trunk.head.bias"} <= set(names)


def test_the_last_epoch_is_looked_at_whatever_its_number(run):
    history = load(run(recipe=replace(TINY, epochs=4, check_every=3)).with_name("last.ckpt")).history
    assert [look["epoch"] for look in history] == [3, 4]


def test_a_student_learns_from_a_teacher(tmp_path):
    recipe, faces = replace(TINY, teacher_share=1.0, average=False, epochs=30), some_faces(24)
    learner = load(train("small", recipe, faces, faces, tmp_path, taught(SAD)).with_name("last.ckpt"))
    answers = logits_of(learner.net, faces.pixels).argmax(axis=2)
    assert (answers == SAD).mean() > 0.9


def test_teachers_answer_for_the_very_crops_that_the_student_sees(tmp_path):
    recipe, faces = (
        replace(TINY, teacher_share=1.0, teacher_views=True, average=False, epochs=30),
        some_faces(24),
    )
    learner = load(train("small", recipe, faces, faces, tmp_path, taught(SAD)).with_name("last.ckpt"))
    answers = logits_of(learner.net, faces.pixels).argmax(axis=2)
    assert (answers == SAD).mean() > 0.9


def test_teachers_without_a_share_are_a_fault(tmp_path):
    with pytest.raises(DataError, match="Teachers need a teacher_share above 0"):
        train("small", TINY, some_faces(24), some_faces(8), tmp_path, taught(SAD))
