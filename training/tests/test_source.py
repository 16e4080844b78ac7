import gzip
import json

import numpy as np
import pytest
from PIL import Image

from moodstream_training import CLASSES
from moodstream_training.__main__ import main
from moodstream_training.data import VOTE_HEADER, DataError
from moodstream_training.source import Source

HEADER = "emotion,pixels,Usage\n"
FACE = " ".join(["7"] * 2304)
WHOLE = HEADER + "".join(f"{label},{FACE},Training\n" for label in range(7)) + f"6,{FACE},PublicTest\n"


def written(folder, content, name="faces.csv"):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def fault(source, usage="Training"):
    """The sentence."""
    with pytest.raises(DataError) as found:
        source.load(usage)
    assert "\n" not in str(found.value)
    return str(found.value)


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())])
def test_reads_the_rows_of_one_usage_plain_or_packed(tmp_path, pack):
    source = Source(written(tmp_path, pack(WHOLE)))
    faces = source.load("PublicTest")
    assert faces.rows.tolist() == [7] and faces.labels.tolist() == [6] and not faces.votes.any()
    assert faces.pixels.shape == (1, 48, 48) and (faces.pixels == 7).all()
    assert source.load("Training").labels.tolist() == list(range(7))


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n") + "\r\n\r\n",
        lambda text: text.replace("emotion,pixels,Usage", '"Emotion", "PIXELS" ,usage'),
        lambda text: text.replace(",", ";"),
        lambda text: "\n".join(f"{row},{line}" for row, line in enumerate(text.splitlines())),
        lambda text: "\n".join(
            ", ".join(line.split(",")[place] for place in (0, 2, 1)) for line in text.splitlines()
        ),
    ],
)
def test_reads_files_as_editors_and_data_sets_leave_them(tmp_path, changed):
    faces = Source(written(tmp_path, changed(WHOLE))).load("Training")
    assert faces.labels.tolist() == list(range(7)) and (faces.pixels == 7).all()


def test_reads_the_votes_as_their_authors_publish_them(tmp_path):
    header = ",".join([VOTE_HEADER[0], "Image name", *VOTE_HEADER[1:]])
    rows = [f"Training,fer{row:07}.png,0,9,1,0,0,0,0,0,0,0" for row in range(7)]
    votes = written(tmp_path, "\n".join([header, *rows, "PublicTest,,0,0,0,0,0,0,0,0,0,10"]), "fer2013new.csv")
    assert Source(written(tmp_path, WHOLE), votes).load("PublicTest").votes.tolist() == [[0] * 9 + [10]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("label,pixels,Usage\n", "the header is 'label,pixels,Usage', expected 'emotion,pixels,Usage'."),
        ("", "the header is '', expected 'emotion,pixels,Usage'."),
        (HEADER + "3,1 2 3,Training\n", "row 0: 3 pixels where 2304 belong."),
        (HEADER + f"7,{FACE},Training\n", "row 0: emotion '7' is not one of 0 to 6."),
        (HEADER + f"3,{FACE[:-1]}x,Training\n", "row 0: a pixel is not a whole number."),
        (HEADER + f"3,{FACE[:-1]}256,Training\n", "row 0: a pixel is outside 0 to 255."),
        (HEADER + f"3,{FACE[:-1]}{10**30},Training\n", "row 0: a pixel is outside 0 to 255."),
        (HEADER + f"3,{FACE}\n", "row 0: 2 columns where 3 belong."),
        (HEADER + f"3,{FACE},Test\n", "row 0: usage 'Test' is not one of Training, PublicTest, PrivateTest."),
        (HEADER, "faces.csv has no faces of Training."),
        (WHOLE.replace(f"1,{FACE}", f"0,{FACE}"), "has no face of the class disgust in Training."),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not a CSV file, expected 'emotion,pixels,Usage' and rows of it."),
        (gzip.compress(WHOLE.encode())[:-20], "is damaged or cut off: Compressed file ended"),
        (gzip.compress(b"\xff\xfe\x00"), "is not a CSV file"),
    ],
)
def test_says_in_one_sentence_what_is_wrong(tmp_path, text, sentence):
    assert sentence in fault(Source(written(tmp_path, text)))


def test_names_what_is_missing(tmp_path):
    assert "faces.csv is missing: name a CSV file, or a folder" in fault(Source(tmp_path / "faces.csv"))
    (tmp_path / "train").mkdir()
    assert fault(Source(tmp_path), "PublicTest").endswith("has no folder validation or test for PublicTest.")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "votes.csv has 0 Training rows, faces.csv 7."),
        (["Training,1,2"], "votes.csv, row 0: 3 columns where 11 belong."),
        (["Training" + ",x" * 10], "votes.csv, row 0: a count of votes is not a whole number from 0."),
    ],
)
def test_notices_votes_that_do_not_belong(tmp_path, rows, sentence):
    votes = written(tmp_path, "\n".join([",".join(VOTE_HEADER), *rows]), "votes.csv")
    assert sentence in fault(Source(written(tmp_path, WHOLE), votes))


def folders(root, test="test", copies=1):
    for split in ("train", test):
        for label, name in enumerate(CLASSES):
            (root / split / name).mkdir(parents=True)
            for copy in ["one", *range(1, copies)]:
                Image.new("L", (48, 48), label).save(root / split / name / f"{copy}.png")
    return root


def test_reads_folders_and_makes_every_picture_grey_and_48_wide(tmp_path):
    Image.new("RGB", (96, 80), (200, 200, 200)).save(folders(tmp_path) / "train" / "happy" / "two.JPG")
    (tmp_path / "train" / "happy" / "notes.txt").write_text("not a picture")
    faces = Source(tmp_path).load("Training")
    assert faces.labels.tolist() == [0, 1, 2, 3, 3, 4, 5, 6] and faces.pixels.shape == (8, 48, 48)
    assert np.abs(faces.pixels[4].astype(int) - 200).max() <= 2 and (faces.pixels[7] == 6).all()
    assert len(Source(tmp_path).load("PublicTest")) == 7


def test_validation_goes_before_test(tmp_path):
    folders(tmp_path, "test")
    Image.new("L", (48, 48)).save(folders(tmp_path / "b", "validation") / "validation" / "sad" / "two.png")
    (tmp_path / "b" / "validation").rename(tmp_path / "validation")
    assert len(Source(tmp_path).load("PublicTest")) == 8 and len(Source(tmp_path).load("PrivateTest")) == 7


def test_the_faces_that_checkpoints_are_chosen_on_are_not_private_test_as_well(tmp_path):
    sentence = f"{folders(tmp_path)} has no validation/, so test/ is what checkpoints are chosen on."
    assert fault(Source(tmp_path), "PrivateTest") == sentence


def test_folders_with_faults_get_one_sentence(tmp_path):
    folders(tmp_path)
    broken = written(tmp_path / "train" / "fear", b"\x89PNG and no more", "two.png")
    assert fault(Source(tmp_path)) == f"{broken} cannot be read as a picture."
    broken.unlink()
    (tmp_path / "train" / "sad" / "one.png").unlink()
    assert "has no face of the class sad in Training." in fault(Source(tmp_path))
    (tmp_path / "train" / "anger").mkdir()
    assert "anger is not named after a class, expected one of angry, disgust" in fault(Source(tmp_path))
    assert "but" in fault(Source(tmp_path, written(tmp_path, "", "votes.csv")), "PublicTest")


def test_the_command_line_ends_with_the_sentence_and_code_1(tmp_path, capsys):
    faces = str(written(tmp_path, WHOLE[:-10]))
    train = ["train", "--preset", "small", "--out", str(tmp_path / "out")]
    assert main([*train, "--data", faces]) == 1
    assert (
        capsys.readouterr().err
        == "faces.csv, row 7: usage 'P' is not one of Training, PublicTest, PrivateTest.\n"
    )
    assert main([*train, "--votes", faces]) == 1
    assert "name their CSV file with --data" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_a_network_is_searched_trained_exported_and_measured_from_folders(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("moodstream_training.search.BATCHES", [8])
    folders(tmp_path / "data", copies=4)
    data = ["--data", str(tmp_path / "data")]
    runs, model = str(tmp_path / "runs"), str(tmp_path / "m.onnx")
    searching = [
        "search",
        "--preset",
        "b-small",
        "--out",
        str(tmp_path / "s"),
        "--trials",
        "1",
        "--epochs",
        "1",
    ]
    assert main([*searching, *data]) == 0 and "dropout" in capsys.readouterr().out
    recipe = ["--recipe", str(tmp_path / "s" / "best-recipe.json"), "--epochs", "1"]
    assert main(["train", "--preset", "b-small", "--out", runs, *recipe, *data]) == 0
    checkpoint = str(tmp_path / "runs" / "best.ckpt")
    assert main(["export", "--checkpoint", checkpoint, "--id", "t-1", "--model", model, *data]) == 0
    capsys.readouterr()
    assert main(["evaluate", "--model", model, "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["export", "--checkpoint", model, "--id", "t-1", "--model", model, *data]) == 1
    assert "is no checkpoint of this package" in capsys.readouterr().err


def test_a_teacher_and_its_share_belong_together(tmp_path, capsys):
    faces = str(written(tmp_path, WHOLE))
    assert main(["train", "--out", str(tmp_path / "out"), "--data", faces, "--teacher-share", "0.5"]) == 1
    assert "--teacher and a --teacher-share above 0 belong together: the share of" in capsys.readouterr().err
