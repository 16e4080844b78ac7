import numpy as np
import pytest

from moodstream_training.data import VOTE_HEADER, DataError, Faces, load, read_faces

FACE = " ".join(["7"] * 2304)


def written(folder, text):
    file = folder / "faces.csv"
    file.write_text(text)
    return file


def test_reads_the_rows_of_one_usage(tmp_path):
    file = written(tmp_path, f"emotion,pixels,Usage\n3,{FACE},Training\n6,{FACE},PublicTest\n")
    rows, labels, pixels = read_faces(file, "PublicTest")
    assert rows.tolist() == [1] and labels.tolist() == [6]
    assert pixels.shape == (1, 48, 48) and (pixels == 7).all()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("label,pixels,Usage\n", "the header is 'label,pixels,Usage', expected 'emotion,pixels,Usage'."),
        ("", "the header is '', expected 'emotion,pixels,Usage'."),
        ("emotion,pixels,Usage\n3,1 2 3,Training\n", "row 0: 3 pixels where 2304 belong."),
        (f"emotion,pixels,Usage\n7,{FACE},Training\n", "row 0: emotion '7' is not one of 0 to 6."),
        (f"emotion,pixels,Usage\n3,{FACE[:-1]}x,Training\n", "row 0: a pixel is not a whole number."),
        (f"emotion,pixels,Usage\n3,{FACE[:-1]}256,Training\n", "row 0: a pixel is outside 0 to 255."),
        (f"emotion,pixels,Usage\n3,{FACE}\n", "row 0: 2 columns where 3 belong."),
    ],
)
def test_says_in_one_sentence_what_is_wrong(tmp_path, text, sentence):
    with pytest.raises(DataError) as fault:
        read_faces(written(tmp_path, text), "Training")
    assert sentence in str(fault.value) and "\n" not in str(fault.value)


def test_names_the_missing_file(tmp_path):
    with pytest.raises(DataError, match="is missing: name the folder"):
        load(tmp_path, "Training")


def test_notices_votes_that_do_not_belong(tmp_path):
    folder = tmp_path / "fer2013"
    folder.mkdir()
    import gzip

    with gzip.open(folder / "fer2013.csv.gz", "wt") as text:
        text.write(f"emotion,pixels,Usage\n3,{FACE},Training\n")
    (folder / "ferplus.csv").write_text(",".join(VOTE_HEADER) + "\n")
    with pytest.raises(DataError, match="has 0 Training rows, fer2013.csv.gz 1"):
        load(tmp_path, "Training")


def test_targets_are_half_label_half_votes():
    votes = np.zeros((2, 10), np.float32)
    votes[0, [0, 1]] = 4, 4  # neutral and happiness
    votes[1, 9] = 10  # nobody saw a face
    faces = Faces(np.zeros((2, 48, 48), np.uint8), np.array([3, 0]), votes, np.array([0, 1]))
    assert faces.targets().tolist() == [[0, 0, 0, 0.75, 0, 0, 0.25], [1, 0, 0, 0, 0, 0, 0]]
    assert faces.shows_a_face().tolist() == [True, False]
