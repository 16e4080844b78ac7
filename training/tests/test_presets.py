from dataclasses import replace

import numpy as np
import pytest
import torch
from faces import some_faces

from moodstream_training.export import Form, disagreement, export, run_onnx, to_onnx
from moodstream_training.networks import Framed, Served
from moodstream_training.patterns import patterns
from moodstream_training.preset import SIX_CLASSES
from moodstream_training.presets import PRESETS
from moodstream_training.system_presets import SYSTEMS
from moodstream_training.train import load, train


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_network_of_the_five_systems_trains_and_answers_the_same_as_a_file(name, tmp_path):
    recipe = replace(PRESETS[name].recipe, epochs=1, batch=8)
    learner = load(train(name, recipe, some_faces(), some_faces(8), tmp_path), name)
    assert np.isfinite(learner.history[0]["trainLoss"]) and np.isfinite(learner.history[0]["loss"])
    served = Served(learner.net, [1.2], [[0.1] * 7])
    to_onnx(served, tmp_path / "model.onnx")
    for n in (1, 3):
        assert disagreement(served, tmp_path / "model.onnx", patterns(n)) < 1e-4
    answers = run_onnx(tmp_path / "model.onnx", patterns(5))[0]
    assert answers.shape == (5, 7) and np.allclose(answers.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("name", PRESETS)
def test_every_network_takes_crops_of_its_side_and_whole_faces(name):
    net = PRESETS[name].build(0.3, False).eval()
    crops = torch.rand(2, 1, PRESETS[name].crop, PRESETS[name].crop)
    assert net(crops).shape == net.serve(torch.rand(2, 1, 48, 48)).shape == (2, net.heads, 7)


def test_the_networks_have_the_parameters_that_are_documented():
    nets = {name: preset.build(0, False) for name, preset in PRESETS.items()}
    count = {name: sum(p.numel() for p in net.parameters()) for name, net in nets.items()}
    statistics = [b for n, b in nets["c-custom"].named_buffers() if "num_batches" not in n]
    assert count["c-custom"] == 9_012_295  # what system C states, of them all:
    assert count["c-custom"] + sum(b.numel() for b in statistics) == 9_019_719
    assert count["d-cnn"] == 4_474_759 and count["d-cnn"] - count["e-six"] == 513


def test_a_system_is_shown_the_whole_picture_as_it_is():
    shown = []
    net = Framed(
        lambda crops: shown.append(crops) or torch.zeros(1, 7), side=48, channels=3, view=48, plain=True
    )
    face = torch.rand(1, 1, 48, 48)
    net.serve(face)
    assert torch.equal(shown[0], face.expand(-1, 3, -1, -1))


def test_six_classes_never_answer_disgust_and_are_judged_with_it_as_anger(tmp_path):
    preset, faces = PRESETS["e-six"], some_faces(28)
    assert preset.classes == SIX_CLASSES and len(preset.classes) == 6
    judged = preset.judged_on(faces)
    assert not (judged.labels == 1).any() and (judged.labels == 0).sum() == 8
    assert (
        np.array_equal(judged.votes.sum(axis=1), faces.votes.sum(axis=1))
        and not (judged.majority() == 1).any()
    )
    assert preset.taught(np.full((2, 7), 1 / 7))[0].tolist()[:2] == pytest.approx([2 / 7, 0])
    recipe = replace(preset.recipe, epochs=1, batch=8, smoothing=0.1)
    model = tmp_path / "six.onnx"
    run = train("e-six", recipe, faces, faces, tmp_path)
    measured = export(run, model, "six-1", faces, Form(), faces.pixels)
    answers = run_onnx(model, faces.pixels)[0]
    assert (answers[:, 1] == 0).all() and measured["classesToldApart"] == list(SIX_CLASSES)
    right = (answers.argmax(axis=1) == judged.labels).mean()
    assert measured["probabilitiesOutput"]["publicTest"]["accuracy"] == pytest.approx(right, abs=1e-4)
