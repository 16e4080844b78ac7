"""Figures as a table to read in a terminal."""


def as_text(figures: dict) -> str:
    """The figures of one model, in lines of at most 100 characters."""
    labels, ranges = figures["labels"], figures["intervals"]
    how = "calibrated" if figures["calibrated"] else "not calibrated"
    lines = [f"{figures['model']} ({how}) on {labels['faces']} faces of {figures['usage']}", ""]
    for name, title in (("accuracy", "accuracy"), ("top2", "top-2"), ("macroF1", "macro-F1")):
        low, high = ranges[name]
        lines.append(f"{title:<18}{_pc(labels[name])}   95 % interval {_pc(low)} to {_pc(high)}")
    lines += [f"{'calibration error':<18}{labels['ece']:8.3f}", ""]
    for output, both in figures["ferPlus"].items():
        lines += [f"FER+ majority, output '{output}', {both['leftOut']} faces left out"]
        for key, title in (("eightClasses", "  of 8 classes"), ("sevenClasses", "  of 7 shared")):
            one = both[key]
            lines.append(
                f"{title:<18}{_pc(one['accuracy'])}   macro-F1 {_pc(one['macroF1'])}   {one['faces']} faces"
            )
    return "\n".join([*lines, "", *_classes(labels), "", *_confusion(labels), "", *_abstention(figures)])


def _classes(labels: dict) -> list[str]:
    head = "".join(f"{title:>11}" for title in ("precision", "recall", "F1", "faces"))
    rows = [
        f"{name:<10}{_pc(one['precision']):>11}{_pc(one['recall']):>11}{_pc(one['f1']):>11}{one['support']:>11}"
        for name, one in labels["perClass"].items()
    ]
    return [" " * 10 + head, *rows]


def _confusion(labels: dict) -> list[str]:
    names = list(labels["perClass"])
    rows = [
        f"{name:<10}" + "".join(f"{count:>9}" for count in counts)
        for name, counts in zip(names, labels["confusion"], strict=True)
    ]
    return ["Faces by label (row) and answer (column)", " " * 10 + "".join(f"{n:>9}" for n in names), *rows]


def _abstention(figures: dict) -> list[str]:
    own = figures["abstainBelow"]
    rows = [
        f"{line['below']:9.2f}{_pc(line['coverage']):>11}{_pc(line['accuracy']):>11}"
        + ("   the model's own" if own and line["below"] == own else "")
        for line in figures["abstention"]
    ]
    title = "Abstaining below a threshold of the highest probability"
    return [title, "    below       kept      right", *rows]


def _pc(share: float) -> str:
    return f"{100 * share:6.1f} %"
