import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from faces import some_faces
from PIL import Image

from moodstream_training import CLASSES
from moodstream_training.answers import answers
from moodstream_training.calibrate import Calibration
from moodstream_training.data import DataError
from moodstream_training.evaluate import softmax
from moodstream_training.export import to_onnx, write_manifest
from moodstream_training.figures import figures
from moodstream_training.modelcard import train_command, weakest
from moodstream_training.networks import Served
from moodstream_training.presets import PRESETS
from moodstream_training.recipe import Recipe
from moodstream_training.report import report
from moodstream_training.report_style import COLOURS
from moodstream_training.run import Run
from moodstream_training.stress import CHANGES, read_stress
from moodstream_training.text import as_text
from moodstream_training.train import load, train

FITTED = Calibration(1.4, (0.1, 0.2, -0.3, 0.0, 0.0, 0.0, 0.0))
CLEAR = np.tile(9 * np.eye(10, dtype=np.float32), (4, 1))[:35]
"""All taggers of one mind, about every label in turn."""
PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A checkpoint of two epochs on a few made-up faces, and the same network exported."""
    folder, faces = tmp_path_factory.mktemp("small"), replace(some_faces(35), votes=CLEAR)
    recipe = replace(PRESETS["small"].recipe, epochs=2, batch=7, precision="32-true")
    checkpoint, model = train("small", recipe, faces, faces, folder), folder / "small.onnx"
    net = load(checkpoint).net
    to_onnx(Served(net, [FITTED.temperature] * 2, [list(FITTED.offsets)] * 2), model)
    training = {"preset": "small", "recipe": asdict(recipe), "epochs": 2, "calibration": asdict(FITTED)}
    write_manifest(model, "small-1", training, "probabilities", 0.2)
    return checkpoint, model, faces


def test_a_report_of_a_checkpoint_holds_every_picture_and_the_card(trained, tmp_path):
    checkpoint, _, faces = trained
    written = report(answers(checkpoint, None, faces), "PublicTest", tmp_path)
    names = {"report.json", "model-card.md", "mistakes.png", "curves.png", "confusion.png", "per-class.png"}
    names |= {"reliability.png", "coverage.png"}
    assert {file.name for file in written} == names == {file.name for file in tmp_path.iterdir()}
    assert all(f.read_bytes().startswith(PNG) for f in written if f.suffix == ".png")
    assert Image.open(tmp_path / "curves.png").width > 1000
    run = json.loads((tmp_path / "report.json").read_text())["run"]
    assert run["epochs"] == 2 and len(run["history"]) == 2 and run["length"] == "2 epochs"
    assert "CPU cores" in run["hardware"] or "NVIDIA" in run["hardware"]


def test_a_report_without_faces_shows_nobody(trained, tmp_path):
    checkpoint, _, faces = trained
    (tmp_path / "mistakes.png").write_bytes(PNG)  # of an earlier report
    report(answers(checkpoint, None, faces), "PublicTest", tmp_path, with_faces=False)
    assert not (tmp_path / "mistakes.png").exists() and (tmp_path / "confusion.png").exists()


def test_the_card_has_what_java_measured_under_stress(trained, tmp_path):
    checkpoint, _, faces = trained
    scores = {"accuracy": 0.5, "readable": 0.75, "readableAccuracy": 0.6, "wrong": 0.3, "ece": 0.125}
    lines = [{"change": "unchanged", "level": 0, "unit": ""}]
    lines += [{"change": c.name, "level": float(c.level), "unit": c.unit} for c in CHANGES]
    file = tmp_path / "stress.json"
    changes = [line | scores for line in lines]
    file.write_text(json.dumps({"faces": 1234, "abstainBelow": 0.48, "changes": changes}))
    report(answers(checkpoint, None, faces), "PublicTest", tmp_path, False, read_stress(file))
    card = (tmp_path / "model-card.md").read_text()
    assert "1,234 of the faces" in card and "threshold 0.48" in card
    assert "| unchanged | - | 50.0 % | 75.0 % | 60.0 % | 30.0 % | 0.125 |" in card
    assert "| rolled | 45 degrees | 50.0 %" in card


def test_stress_of_another_program_is_refused(tmp_path):
    file = tmp_path / "stress.json"
    file.write_text('{"faces": 3, "changes": [{"change": "unchanged"}]}')
    with pytest.raises(DataError, match="stress.json is not what 'moodstream evaluate faces --stress"):
        read_stress(file)


def test_a_report_of_a_model_file_has_no_curves_unless_the_checkpoint_is_given(trained, tmp_path):
    checkpoint, model, faces = trained
    report(answers(None, model, faces), "PublicTest", tmp_path / "alone", with_faces=False)
    report(answers(checkpoint, model, faces), "PublicTest", tmp_path / "both", with_faces=False)
    assert not (tmp_path / "alone/curves.png").exists() and (tmp_path / "both/curves.png").exists()
    card = (tmp_path / "both/model-card.md").read_text()
    assert "# Model card: small-1" in card and "0.20 (the model's own)" in card
    assert "Article 5(1)(f)" in card and "not what the person feels" in card


def test_the_answers_of_a_model_file_are_known_before_calibration_too(trained):
    checkpoint, model, faces = trained
    told, exported = answers(checkpoint, None, faces), answers(None, model, faces)
    assert exported.calibrated and not told.calibrated and exported.abstain_below == 0.2
    assert softmax(exported.logits) == pytest.approx(softmax(told.logits), abs=1e-4)
    after = FITTED.probabilities(told.logits)
    assert exported.probabilities["probabilities"] == pytest.approx(after, abs=1e-4)


def test_a_model_file_and_its_manifest_belong_together(trained, tmp_path):
    _, model, faces = trained
    copy = tmp_path / "small.onnx"
    with pytest.raises(DataError, match="is missing: a model is an .onnx file"):
        answers(None, copy, faces)
    copy.write_bytes(model.read_bytes() + b"x")
    (tmp_path / "small.json").write_text(model.with_suffix(".json").read_text())
    with pytest.raises(DataError, match="belongs to another small.onnx"):
        answers(None, copy, faces)


def test_a_checkpoint_of_another_network_than_the_model_is_refused(trained, tmp_path):
    checkpoint, model, faces = trained
    manifest = json.loads(model.with_suffix(".json").read_text())
    manifest["training"]["preset"] = "standard"
    (tmp_path / "small.onnx").write_bytes(model.read_bytes())
    (tmp_path / "small.json").write_text(json.dumps(manifest))
    with pytest.raises(DataError, match="holds the network 'small', but .* 'standard'"):
        answers(checkpoint, tmp_path / "small.onnx", faces)


def test_nothing_half_written_is_left_on_a_full_disk(trained, tmp_path, full_disk):
    checkpoint, _, faces = trained
    with full_disk(2000), pytest.raises(DataError, match="cannot be written"):
        report(answers(checkpoint, None, faces), "PublicTest", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_figures_can_be_read_as_text_and_do_without_votes(trained):
    checkpoint, _, faces = trained
    found = figures(answers(checkpoint, None, faces), "PublicTest")
    text = as_text(found)
    assert all(name in text for name in CLASSES) and "of 8 classes" in text
    assert max(map(len, text.splitlines())) <= 100
    unvoted = replace(faces, votes=np.zeros_like(faces.votes))
    assert figures(answers(checkpoint, None, unvoted), "PublicTest")["ferPlus"] == {}


def test_a_network_of_six_classes_is_reported_on_six(tmp_path):
    faces = replace(some_faces(35), votes=CLEAR)
    recipe = replace(PRESETS["e-six"].recipe, epochs=1, batch=7, precision="32-true")
    given = answers(train("e-six", recipe, faces, faces, tmp_path / "run"), None, faces)
    report(given, "PublicTest", tmp_path / "report", with_faces=False)
    found = json.loads((tmp_path / "report/report.json").read_text())
    judged = found["labels"]["perClass"]
    assert "disgust" not in judged and judged["angry"]["support"] == 10
    card = (tmp_path / "report/model-card.md").read_text()
    assert "disgust counts as angry" in card and "which claims: almost 70 %" in card


def test_a_mirrored_model_computes_twice(trained, tmp_path):
    _, model, faces = trained
    manifest = json.loads(model.with_suffix(".json").read_text())
    manifest["training"]["form"] = {"mirror": True, "int8": False, "side": 44}
    (tmp_path / "small.onnx").write_bytes(model.read_bytes())
    (tmp_path / "small.json").write_text(json.dumps(manifest))
    plain, mirrored = (figures(answers(None, m, faces), "x") for m in (model, tmp_path / "small.onnx"))
    assert mirrored["multiplyAdds"] == 2 * plain["multiplyAdds"]


def test_mistakes_are_listed_by_confidence(trained):
    checkpoint, _, faces = trained
    found = figures(answers(checkpoint, None, faces), "PublicTest")["mistakes"]["surest"]
    sure = [mistake["confidence"] for mistake in found]
    assert sure == sorted(sure, reverse=True) and all(m["label"] != m["answer"] for m in found)
    assert all(CLASSES[faces.labels[m["row"]]] == m["label"] for m in found)


def test_every_expression_has_a_colour_of_its_own():
    assert set(COLOURS) >= set(CLASSES) and len(set(COLOURS.values())) == len(COLOURS)


def looks(*accuracies: float) -> list[dict[str, float]]:
    return [{"epoch": i + 1, "accuracy": a} for i, a in enumerate(accuracies)]


@pytest.mark.parametrize(
    ("recipe", "epochs", "minutes", "history", "told"),
    [
        (Recipe(epochs=40), 3, 5.0, looks(0.3, 0.4, 0.5), "not trained to the end: 3 of 40 epochs"),
        (Recipe(epochs=3), 3, 5.0, looks(0.3, 0.4, 0.5), "3 epochs"),
        (
            Recipe(epochs=40, patience=2), 4, 5.0, looks(0.3, 0.5, 0.4, 0.4),
            "4 of at most 40 epochs, stopped early",
        ),
        (
            Recipe(epochs=40, patience=3), 4, 5.0, looks(0.3, 0.5, 0.4, 0.4),
            "not trained to the end: 4 of 40 epochs",
        ),
        (Recipe(minutes=10), 4, 10.5, [], "4 epochs in 10.5 of 10 minutes"),
        (Recipe(minutes=10), 2, 5.0, [], "not trained to the end: 2 epochs in 5 of 10 minutes"),
    ],
)  # fmt: skip
def test_a_run_says_how_far_it_came(recipe, epochs, minutes, history, told):
    assert Run("small", recipe, epochs, epochs, minutes, history=history).length() == told


def test_the_command_to_train_again_names_what_differs_from_the_preset():
    usual = PRESETS["small"].recipe
    assert train_command(Run("small", usual, 1)) == "train --preset small --out runs/small"
    changed = replace(usual, seed=9, average=not usual.average)
    assert train_command(Run("small", changed, 1)).endswith(" --seed 9 --no-average")
    assert train_command(Run("gone", usual, 1)) is None


def test_the_command_to_train_again_names_the_networks_that_a_preset_learns_from():
    told = train_command(Run("fast", PRESETS["fast"].recipe, 1))
    assert "--teacher runs/standard-112/best.ckpt runs/standard-128/best.ckpt" in told
    assert told.endswith(" --start runs/standard/best.ckpt")


def test_the_weakest_expressions_are_named_with_what_they_are_read_as():
    per_class = {name: {"f1": f1, "support": 10} for name, f1 in (("happy", 0.9), ("fear", 0.3))}
    labels = {"perClass": per_class, "confusion": [[9, 1], [8, 2]]}
    assert weakest(labels)[0] == "fear (found in 20 %, read as happy in 80 %)"
