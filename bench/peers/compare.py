"""Runs moodstream's benchmark and the peers in turn, and adds their ratios to the benchmark's JSON."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FER = HERE / ".venv/fer/bin/python"
FER_READY = HERE / ".venv/fer/requirements-fer.txt"


def ours(kind, args, folder):
    """Returns moodstream's runs, by model."""
    json_file = folder.with_suffix(".json")
    command = [os.environ["MOODSTREAM"], "benchmark", "--kinds", kind, "--models", ",".join(args.models)]
    command += ["--seconds", str(args.seconds), "--pictures", str(folder), "--json", str(json_file)]
    subprocess.run(command, check=True)
    return {run["model"]: run for run in json.loads(json_file.read_text())["runs"]}


def peer(python, script, folder, model):
    """Returns what a worker has done."""
    command = [str(python), str(HERE / script), str(folder), model]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])


def measure(kind, args):
    """Returns one round of a kind: the frames and rates of everybody, by model."""
    with tempfile.TemporaryDirectory() as root:
        rounds = {}
        for model, run in ours(kind, args, Path(root) / "pictures").items():
            folder = Path(root) / "pictures" / f"{kind}-{model}"
            all_of_it = {"moodstream": run["pipeline"], "loop": run["loop"]}
            all_of_it["pythonLoop"] = peer(sys.executable, "plain_worker.py", folder, model)
            all_of_it["pythonKafka"] = peer(sys.executable, "kafka_worker.py", folder, model)
            if FER_READY.exists():
                try:
                    all_of_it["fer"] = peer(FER, "fer_worker.py", folder, model)
                except subprocess.CalledProcessError:
                    print("fer does not run here and is left out")
            rounds[model] = all_of_it
            for name, side in all_of_it.items():
                rate, frames, faces = side["framesPerSecond"], side["frames"], side["faces"]
                print(f"{kind:8}{model:10}{name:12}{rate:8.1f} frames/s, {faces} faces in {frames} frames")
        return rounds


RATIOS = {
    "loopToPythonLoop": ("loop", "pythonLoop"),
    "pipelineToPythonKafka": ("moodstream", "pythonKafka"),
    "pipelineToFer": ("moodstream", "fer"),
}


def main():
    parser = argparse.ArgumentParser(prog="bench/peers/run", description=__doc__)
    parser.add_argument("--json", type=Path, required=True, help="the benchmark's JSON, or a new file")
    parser.add_argument("--kinds", default="webcam,gallery", type=lambda text: text.split(","))
    parser.add_argument("--models", default="standard,fast", type=lambda text: text.split(","))
    parser.add_argument("--seconds", default=20, type=int, help="how long each side runs about")
    parser.add_argument("--rounds", default=2, type=int, help="ratios are medians of them")
    args = parser.parse_args()

    rounds = [{kind: measure(kind, args) for kind in args.kinds} for _ in range(args.rounds)]
    result = json.loads(args.json.read_text()) if args.json.exists() else {}
    for key, (one, other) in RATIOS.items():
        ratios = result.setdefault(key, {})
        for kind in args.kinds:
            for model in args.models:
                sides = [each[kind][model] for each in rounds if other in each[kind][model]]
                if sides:
                    ratio = statistics.median(s[one]["framesPerSecond"] / s[other]["framesPerSecond"] for s in sides)
                    ratios.setdefault(kind, {})[model] = ratio
                    print(f"{kind:8}{model:10}{key}: {ratio:.2f}")
    result["peers"] = rounds
    args.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
