"""All figures of a model on labelled faces: what `evaluate` prints and `report` writes."""

from dataclasses import asdict

import numpy as np

from . import CLASSES, abstention
from .answers import Answers
from .calibrate import cross_validated
from .evaluate import reliability, score, softmax
from .export import OUTPUTS
from .ferplus import ferplus_scores, majority_of_eight
from .intervals import intervals
from .presets import PRESETS
from .size import multiply_adds, parameters

SURE = 0.8
"""Highest probability from which a mistake counts as a sure one."""
MISTAKES = 36
"""How many of the surest mistakes are listed."""


def figures(answers: Answers, usage: str) -> dict:
    """Everything that can be said in numbers, ready for JSON; named as by `moodstream evaluate faces`."""
    faces, probabilities = answers.faces, answers.probabilities[OUTPUTS[0]]
    preset = PRESETS.get(answers.run.preset)
    abstaining = abstention.table(probabilities, faces.labels, answers.abstain_below)
    return {
        "model": answers.name,
        "usage": usage,
        "summary": preset.summary if preset else None,
        "parameters": parameters(answers.net) if answers.net else None,
        "multiplyAdds": multiply_adds(answers.net) * (1 + answers.mirror) if answers.net else None,
        "mirror": answers.mirror,
        "int8": answers.int8,
        "run": answers.run.as_json(),
        "calibrated": answers.calibrated,
        "abstainBelow": answers.abstain_below,
        "labels": score(probabilities, faces.labels).as_json(),
        "intervals": intervals(probabilities, faces.labels),
        "beforeCalibration": score(softmax(answers.logits), faces.labels).summary(),
        "crossValidated": cross_validated(answers.logits, faces.labels),
        "ferPlus": _ferplus(answers),
        "abstention": [asdict(line) for line in abstaining],
        "reliability": reliability(probabilities, faces.labels).round(4).tolist(),
        "mistakes": mistakes(answers),
    }


def _ferplus(answers: Answers) -> dict:
    if (answers.faces.majority() < 0).all():
        return {}  # nobody voted
    outputs = answers.probabilities.items()
    return {name: ferplus_scores(probabilities, answers.faces).as_json() for name, probabilities in outputs}


def mistakes(answers: Answers) -> dict:
    """The surest mistakes, surest first, and how often FER+'s taggers side with the model in a sure one."""
    faces, probabilities = answers.faces, answers.probabilities[OUTPUTS[0]]
    said, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    wrong = np.flatnonzero(said != faces.labels)
    wrong = wrong[np.argsort(-confidence[wrong], kind="stable")]
    voted, sure = majority_of_eight(faces), wrong[confidence[wrong] >= SURE]
    return {
        "sureFrom": SURE,
        "sure": len(sure),
        "sureAndFerPlusAgrees": int((voted[sure] == said[sure]).sum()),
        "sureAndFerPlusSaysLabel": int((voted[sure] == faces.labels[sure]).sum()),
        "surest": [
            {
                "row": int(faces.rows[i]), "label": CLASSES[faces.labels[i]], "answer": CLASSES[said[i]],
                "confidence": round(float(confidence[i]), 4), "ferPlus": _name(voted[i]),
            }
            for i in wrong[:MISTAKES]
        ],
    }  # fmt: skip


def _name(vote: int) -> str | None:
    return (*CLASSES, "contempt", None)[vote]
