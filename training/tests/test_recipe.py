import json

import pytest

from moodstream_training.data import DataError
from moodstream_training.recipe import Recipe, read_recipe


def test_the_rate_rises_then_falls():
    recipe = Recipe(rate=0.1, rise=0.2)
    rates = [recipe.rate_at(share / 100) for share in range(101)]
    assert max(rates) == pytest.approx(0.1) and rates.index(max(rates)) == 20
    assert rates[0] == pytest.approx(0.005) and rates[-1] == pytest.approx(0.0001)


def test_choices_that_are_not_given_stay(tmp_path):
    (tmp_path / "recipe.json").write_text('{"batch": 16, "rate": 1}')
    assert read_recipe(tmp_path / "recipe.json", Recipe(epochs=3)) == Recipe(epochs=3, batch=16, rate=1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is not JSON"),
        ("[1]", "holds no choices"),
        (json.dumps({"speed": 1}), "'speed' is no choice of a recipe, expected one of epochs, minutes"),
        (json.dumps({"batch": "many"}), "batch is 'many', expected a value like 128."),
        (json.dumps({"optimiser": "lion"}), "optimiser is 'lion', expected a value like 'sgd'."),
        (json.dumps({"dropout": 2}), "dropout is 2, expected 0 to 1."),
        (json.dumps({"minutes": 0}), "minutes is 0, expected more than 0."),
        ('{"rate": NaN}', "rate is nan, expected more than 0."),
        ('{"rate": Infinity}', "rate is inf, expected more than 0."),
        (json.dumps({"mixup": -0.1}), "mixup is -0.1, expected 0 or more."),
        (json.dumps({"decay": -1.0}), "decay is -1.0, expected 0 or more."),
        (json.dumps({"plateau_factor": 1.0}), "plateau_factor is 1.0, expected between 0 and 1."),
    ],
)
def test_says_in_one_sentence_what_is_wrong_with_a_recipe(tmp_path, text, sentence):
    (tmp_path / "recipe.json").write_text(text)
    with pytest.raises(DataError) as fault:
        read_recipe(tmp_path / "recipe.json", Recipe())
    assert sentence in str(fault.value) and "recipe.json" in str(fault.value) and "\n" not in str(fault.value)
