"""Prints the table of 8 bits in docs/training.md: python experiments/eight_bits.py FILE.ckpt --side 112."""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from moodstream_training.augment import augment
from moodstream_training.bias_correction import _showing, correct_biases
from moodstream_training.calibrate import fit
from moodstream_training.evaluate import as_batch
from moodstream_training.export import to_onnx
from moodstream_training.networks import Served
from moodstream_training.quantise import CALIBRATION, CORRECTION, QUANTISED, _Shown, entrance
from moodstream_training.source import shared_source
from moodstream_training.train import load


def session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def logits(file: Path, pixels: np.ndarray) -> np.ndarray:
    """[2, n, 7]: of the faces and of their mirror pictures, up to a constant a face."""
    run = session(file).run
    shown = [pixels, pixels[:, :, ::-1].copy()]
    parts = [
        [run(None, {"faces": as_batch(p[i : i + 64]).numpy()})[0] for i in range(0, len(p), 64)]
        for p in shown
    ]
    z = np.log(np.maximum(np.stack([np.concatenate(part) for part in parts]), 1e-12))
    return z - z.mean(axis=2, keepdims=True)


def milliseconds(files: list[Path], pixels: np.ndarray, rounds: int = 30) -> list[float]:
    """The shortest time of a face, in calls of 32, the files taking turns."""
    faces, sessions, best = as_batch(pixels[:32]).numpy(), [session(f) for f in files], [np.inf] * len(files)
    for _ in range(rounds):
        for n, one in enumerate(sessions):
            start = time.perf_counter()
            one.run(None, {"faces": faces})
            best[n] = min(best[n], (time.perf_counter() - start) * 1000 / 32)
    return best


def line(name: str, z: np.ndarray, exact: np.ndarray, labels: np.ndarray, cost: float) -> str:
    cells = []
    for a, b in ((z[0], exact[0]), (z.mean(axis=0), exact.mean(axis=0))):
        ours, theirs = (fit(v, labels).probabilities(v).argmax(axis=1) for v in (a, b))
        right = 100 * np.mean(a.argmax(axis=1) == labels), 100 * np.mean(ours == labels)
        cells += [f"{right[0]:.1f} %", f"{right[1]:.1f} %", f"{100 * np.mean(ours != theirs):.1f} %"]
    return f"| {name} | {' | '.join(cells)} | {np.sqrt(np.square(z - exact).mean()):.3f} | {cost:.2f} |"


def equalised(file: Path, out: Path, pixels: np.ndarray) -> Path:
    """Scales channels up to the bound of ReLU6, and down again in the next layer: no ReLU6 is replaced."""
    model = onnx.load(file)
    constants = {c.name: c for c in model.graph.initializer}
    layers = [n for n in model.graph.node if n.op_type == "Conv"]
    clips = {n.input[0]: n.output[0] for n in model.graph.node if n.op_type == "Clip"}
    seen = [clips[layer.output[0]] for layer in layers]
    shown = _showing(model, seen).run(None, {"faces": as_batch(pixels[:256]).numpy()})
    largest = [values.max(axis=(0, 2, 3)) for values in shown]
    for layer, following, top in zip(layers, layers[1:], largest, strict=False):
        scale = np.where(top > 1e-6, np.maximum(6 / np.maximum(top, 1e-6), 1), 1).astype(np.float32)
        factors = {layer.input[1]: scale, layer.input[2]: scale, following.input[1]: 1 / scale}
        for name, factor in factors.items():
            value = numpy_helper.to_array(constants[name])
            over = 1 if name == following.input[1] and value.shape[1] > 1 else 0
            shape = [-1 if axis == over else 1 for axis in range(value.ndim)]
            constants[name].CopyFrom(numpy_helper.from_array(value * factor.reshape(shape), name))
    onnx.save(model, out)
    return out


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoint", type=Path)
    options.add_argument("--side", type=int, required=True)
    options.add_argument("--shared")
    given = options.parse_args()
    torch.set_num_threads(1)
    source, net = shared_source(given.shared), load(given.checkpoint).net
    check, training = source.load("PublicTest"), source.load("Training").pixels
    net.side = given.side
    few, some, more = (training[:: -(-len(training) // n)] for n in (64, CALIBRATION, 2048))
    webcams = augment(as_batch(some), 48, torch.Generator().manual_seed(1), 48)
    webcams = (webcams[:, 0] * 255).round().byte().numpy()
    with tempfile.TemporaryDirectory() as folder:
        raw, plain, out = (Path(folder) / f"{name}.onnx" for name in ("raw", "plain", "out"))
        to_onnx(Served(net, [1.0] * net.heads, [[0.0] * 7] * net.heads), raw)
        quant_pre_process(str(raw), str(plain), skip_symbolic_shape=True)
        graph = onnx.load(plain).graph
        two = entrance(graph)
        depthwise = [n for n in graph.node if n.op_type == "Conv" and "depth" in n.name]
        clips = {n.input[0]: n.name for n in graph.node if n.op_type == "Clip"}
        both = {n.name: [n.name, clips[n.output[0]]] for n in graph.node if n.op_type == "Conv"}
        edges = [name for n in depthwise for name in both[n.name]]
        equal = equalised(plain, Path(folder) / "equal.onnx", some)
        exact = logits(raw, check.pixels)
        print(line("32 bits", exact, exact, check.labels, 1), flush=True)

        def tried(name, model=plain, shown=some, float_nodes=(), corrected=False, bits=7, **more):
            chosen = {"calibrate_method": CalibrationMethod.MinMax, "op_types_to_quantize": QUANTISED} | more
            quantize_static(
                str(model), str(out), _Shown(shown), quant_format=QuantFormat.QDQ, per_channel=True,
                activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, reduce_range=bits == 7,
                nodes_to_exclude=list(float_nodes), **chosen,
            )  # fmt: skip
            if corrected:
                correct_biases(model, out, some[:: len(some) // CORRECTION])
            times = milliseconds([raw, out], check.pixels)
            cost = times[1] / times[0]
            print(line(name, logits(out, check.pixels), exact, check.labels, cost), flush=True)

        tried("as before: 7-bit weights, a scale a channel, ranges of 512 faces")
        tried("first convolution in 32 bits", float_nodes=two[:1] + [clips[graph_output(graph, two[0])]])
        tried("first depthwise convolution in 32 bits", float_nodes=both[two[1]])
        tried("first two convolutions in 32 bits", float_nodes=two)
        tried("all depthwise convolutions in 32 bits", float_nodes=edges)
        tried(
            "ranges of the 99.99th percentile, 64 faces", shown=few,
            calibrate_method=CalibrationMethod.Percentile, extra_options={"CalibPercentile": 99.99},
        )  # fmt: skip
        tried("ranges by entropy, 64 faces", shown=few, calibrate_method=CalibrationMethod.Entropy)
        tried("ranges of 2,048 faces", shown=more)
        tried("ranges of faces varied as webcams do", shown=webcams)
        tried("clips as nodes of their own", op_types_to_quantize=["Conv"])
        tried("cross-layer equalisation", model=equal)
        tried("bias correction", corrected=True)
        tried("**first two in 32 bits, bias correction**", float_nodes=two, corrected=True)
        tried("8-bit weights", bits=8)


def graph_output(graph: onnx.GraphProto, name: str) -> str:
    return next(n for n in graph.node if n.name == name).output[0]


if __name__ == "__main__":
    main()
