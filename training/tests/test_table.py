import json
from dataclasses import replace

import pytest
from faces import some_faces

from moodstream_training.data import DataError
from moodstream_training.evaluate import score
from moodstream_training.export import run_onnx, to_onnx, write_manifest
from moodstream_training.networks import Served
from moodstream_training.presets import PRESETS
from moodstream_training.run_curves import run_curves, runs_of
from moodstream_training.table import BEGIN, END, HEAD, markdown, rows, write
from moodstream_training.train import load, train


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """One epoch of two of the preset `b-small`, with its export and what Java measured."""
    folder, faces = tmp_path_factory.mktemp("runs"), some_faces(28)
    mine = folder / "b-small"
    recipe = replace(PRESETS["b-small"].recipe, epochs=1, batch=7, precision="32-true")
    checkpoint, model = train("b-small", recipe, faces, faces, mine), mine / "b-small.onnx"
    to_onnx(Served(load(checkpoint).net, [1.0], [[0.0] * 7]), model)
    write_manifest(model, "b-small-1", {"preset": "b-small"}, "probabilities", 0.2)
    accuracy = score(run_onnx(model, faces.pixels)[0], faces.labels).accuracy
    (mine / "java.json").write_text(json.dumps({"accuracy": accuracy, "msPerFace": 0.4567}))
    return folder, faces, accuracy


def cells(runs, faces, name: str) -> dict[str, str]:
    row = next(row for row in rows(runs, faces) if row[0] == f"`{name}`")
    return dict(zip(HEAD, row, strict=True))


def test_a_trained_preset_stands_beside_the_claim_of_its_system(runs):
    folder, faces, accuracy = runs
    row = cells(folder, faces, "b-small")
    assert row["accuracy"] == f"{100 * accuracy:.1f} % *" and row["Java, ms a face"] == "0.46"
    assert row["from system"] == "B" and row["its claim"] == PRESETS["b-small"].claim
    assert row["training"] == "1 epoch, 0 minutes"


def test_an_untrained_preset_says_so_and_has_its_size(runs):
    row = cells(*runs[:2], "c-custom")
    assert row["training"] == "not trained" and row["accuracy"] == "-"
    assert row["parameters"] == "9,012,295" and row["multiply-adds"].endswith(" million")


def test_java_that_measured_another_model_is_noticed(runs):
    folder, faces, accuracy = runs
    file = folder / "b-small" / "java.json"
    before = file.read_text()
    try:
        file.write_text(json.dumps({"accuracy": accuracy + 0.01, "msPerFace": 0.4}))
        with pytest.raises(DataError, match="java.json says accuracy .* measure it again"):
            rows(folder, faces)
        file.write_text(json.dumps({"sevenClasses": {}}))
        with pytest.raises(DataError, match="is not what 'moodstream evaluate faces --json' writes"):
            rows(folder, faces)
    finally:
        file.write_text(before)


def test_a_checkpoint_in_another_presets_folder_is_noticed(runs, tmp_path):
    folder, faces, _ = runs
    (tmp_path / "small").mkdir()
    (tmp_path / "small/best.ckpt").write_bytes((folder / "b-small/best.ckpt").read_bytes())
    with pytest.raises(DataError, match="holds the network 'b-small', expected 'small'"):
        rows(tmp_path, faces)


def test_the_table_replaces_only_what_is_between_its_markers(tmp_path):
    document = tmp_path / "models.md"
    document.write_text(f"# Models\n\n{BEGIN}\nold\n{END}\nprose\n")
    write(document, markdown([["x"] * len(HEAD)], 3589))
    text = document.read_text()
    assert text.startswith("# Models\n\n") and text.endswith(f"{END}\nprose\n")
    assert "old" not in text and "| x | x |" in text and "3,589 faces" in text
    write(document, "again")
    assert document.read_text() == f"# Models\n\n{BEGIN}\nagain\n{END}\nprose\n"


def test_a_document_without_markers_is_left_alone(tmp_path):
    document = tmp_path / "models.md"
    document.write_text("# Models\n")
    with pytest.raises(DataError, match="has no lines"):
        write(document, "table")
    assert document.read_text() == "# Models\n"


def test_every_run_has_its_curve_and_the_epoch_that_is_kept(runs):
    found = runs_of(runs[0])
    drawn = [axes for axes in run_curves(found).axes if axes.get_visible()]
    assert [axes.get_title() for axes in drawn] == ["b-small"] == list(found)
    kept = found["b-small"].history[0]["accuracy"]
    assert drawn[0].texts[0].get_text() == f"{100 * kept:.1f} % at epoch 1 of 1"
