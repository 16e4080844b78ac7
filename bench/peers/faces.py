"""Finds, crops and classifies faces with the networks and manifests of moodstream, as a Python program would."""

import json
import math
from pathlib import Path

import cv2
import numpy as np
import onnxruntime as ort

ROOT = Path(__file__).resolve().parents[2]
DETECTOR = ROOT / "detector-stream/src/main/resources/detectors/blazeface.json"
DETECTOR_NETWORKS = ROOT / "detector-stream/src/main/resources/models"
MODELS = ROOT / "classifier-stream/src/main/resources/models"
SIDE = 48
SMALLEST = 0.02  # height of a face, as a share of the picture's: DETECTOR_MIN_FACE
LEVEL_FROM, LEVEL_TO = math.radians(15), math.radians(60)


def _session(file, **dimensions):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    for name, value in dimensions.items():
        options.add_free_dimension_override_by_name(name, value)
    return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def _network(name):
    """The network's file; that for CPUs with AVX-512 on one, as the detector does."""
    flags = Path("/proc/cpuinfo")
    wide = DETECTOR_NETWORKS / name.replace(".onnx", "-avx512.onnx")
    has_avx512 = flags.exists() and "avx512f" in flags.read_text().split()
    return wide if has_avx512 and wide.exists() else DETECTOR_NETWORKS / name


def _scaled(picture, shape, factor):
    """In steps of at most a half, as the detector does."""
    while factor > 2:
        half = ((picture.shape[1] + 1) // 2, (picture.shape[0] + 1) // 2)
        picture, factor = cv2.resize(picture, half), factor / 2
    return cv2.resize(picture, shape)


class Detector:
    """A single-shot detector over tiles of the picture."""

    def __init__(self):
        self.manifest = json.loads(DETECTOR.read_text())
        self.size = self.manifest["input"]["width"]
        self.smallest = math.log(self.manifest["threshold"] / (1 - self.manifest["threshold"]))
        trimmed = self.size * 3 // 4
        self.networks = [
            (self._anchors(height, width), width, height, _session(file, width=width, height=height))
            for file in [_network(self.manifest["model"])]
            for width, height in ((self.size, self.size), (self.size, trimmed), (trimmed, self.size))
        ]

    def _anchors(self, height, width):
        centres = []
        for grid in self.manifest["output"]["anchors"]:
            cell = self.size / grid["cells"]
            columns = (np.arange(width / cell, dtype=np.float32) + 0.5) * cell
            rows = (np.arange(height / cell, dtype=np.float32) + 0.5) * cell
            places = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
            centres.append(np.repeat(places, grid["perCell"], axis=0))
        return np.concatenate(centres)

    def detect(self, bgr):
        """Returns [x, y, width, height, score, left eye x, y, right eye x, y] of each face, pixels."""
        height, width = bgr.shape[:2]
        rows = np.concatenate([self._in_tile(bgr, tile) for tile in self._tiles(width, height)])
        faces = _blend(rows, self.manifest["nmsIou"])
        return [face for face in faces if face[3] >= SMALLEST * height][:200]

    def _tiles(self, width, height):
        tiling = self.manifest["tiling"]
        side, overlap = tiling["side"], tiling["overlap"]

        def length(whole):
            return whole if whole <= side + side // 8 else side

        def starts(whole, part):
            count = math.ceil(max(1, whole - overlap) / max(1, part - overlap))
            return [0] + [round(i * (whole - part) / (count - 1)) for i in range(1, count)]

        w, h = length(width), length(height)
        tiles = [(x, y, w, h, 0) for y in starts(height, h) for x in starts(width, w)]
        if len(tiles) > 1 and tiling["wholeFrame"]:
            tiles.append((0, 0, width, height, overlap // 2))
        return tiles

    def _in_tile(self, bgr, tile):
        x, y, width, height, smallest = tile
        scale = max(width, height) / self.size
        shape = (round(width / scale), round(height / scale))
        part = bgr[y : y + height, x : x + width]
        scaled = _scaled(part, shape, scale)
        fitting = (network for network in self.networks if network[1:3] == shape)
        anchors, wide, high, session = next(fitting, self.networks[0])
        picture = np.zeros((high, wide, 3), np.uint8)
        picture[: shape[1], : shape[0]] = scaled
        spec, output = self.manifest["input"], self.manifest["output"]
        values = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.float32)
        values *= spec["scale"]
        values += spec["offset"]
        results = session.run(output["scores"] + output["boxes"], {spec["name"]: values[np.newaxis]})
        groups = len(output["scores"])
        scores = np.concatenate([result.reshape(-1) for result in results[:groups]])
        kept = scores >= self.smallest
        boxes = np.concatenate([r.reshape(-1, r.shape[-1]) for r in results[groups:]])[kept]
        anchors = anchors[kept]
        centre = (anchors + boxes[:, 0:2]) * scale + (x, y)
        size = boxes[:, 2:4] * scale
        eyes = [(anchors + boxes[:, 4 + 2 * e : 6 + 2 * e]) * scale + (x, y) for e in output["eyes"]]
        corner, end = centre - size / 2, centre + size / 2
        near = 0.005 * max(width, height)
        owned = size[:, 1] >= smallest
        if x > 0:
            owned &= corner[:, 0] >= x + near
        if y > 0:
            owned &= corner[:, 1] >= y + near
        if x + width < bgr.shape[1]:
            owned &= end[:, 0] <= x + width - near
        if y + height < bgr.shape[0]:
            owned &= end[:, 1] <= y + height - near
        fit = self.manifest["box"]
        centre = centre + size * (fit["shiftX"], fit["shiftY"])
        size = size * (fit["scaleX"], fit["scaleY"])
        probability = 1 / (1 + np.exp(-scores[kept]))
        return np.concatenate([centre - size / 2, size, probability[:, np.newaxis], *eyes], axis=1)[owned]


def _blend(rows, iou):
    """Merges overlapping boxes into their mean weighted by score, best score first."""
    rows = rows[np.argsort(-rows[:, 4], kind="stable")]
    faces = []
    while len(rows):
        best = rows[0]
        ends = np.minimum(best[0:2] + best[2:4], rows[:, 0:2] + rows[:, 2:4])
        shared = np.prod(np.maximum(0, ends - np.maximum(best[0:2], rows[:, 0:2])), axis=1)
        together = best[2] * best[3] + rows[:, 2] * rows[:, 3] - shared
        same = shared >= iou * together
        same[0] = True
        face = np.average(rows[same], axis=0, weights=rows[same, 4])
        face[4] = best[4]
        faces.append(face)
        rows = rows[~same]
    return faces


class Classifier:
    """A bundled model of moodstream, on a frame's crops in one call."""

    def __init__(self, model):
        self.manifest = json.loads((MODELS / f"{model}.json").read_text())
        self.session = _session(MODELS / self.manifest["file"])

    def classify(self, crops):
        spec = self.manifest["input"]
        values = np.stack(crops)[:, np.newaxis].astype(np.float32) * spec["scale"] + spec["offset"]
        values = values.astype(np.float32, copy=False)
        return self.session.run([self.manifest["output"]["name"]], {spec["name"]: values})[0]


class Worker:
    """Turns a JPEG into its faces; several threads may use one."""

    def __init__(self, model):
        cv2.setNumThreads(1)  # frames are worked on side by side already
        self.detector = Detector()
        self.classifier = Classifier(model)

    def process(self, jpeg):
        """Returns the boxes and the probabilities of a picture's faces."""
        bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
        faces = self.detector.detect(bgr)
        if not faces:
            return [], []
        grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
        crops = [self._crop(grey, face) for face in faces]
        return faces, self.classifier.classify(crops)

    def _crop(self, grey, face):
        crop = self.detector.manifest["crop"]
        side = crop["scale"] * math.sqrt(face[2] * face[3])
        x = face[0] + face[2] / 2 + crop["shiftX"] * side
        y = face[1] + face[3] / 2 + crop["shiftY"] * side
        angle = math.atan2(face[8] - face[6], face[7] - face[5])
        if not LEVEL_FROM <= abs(angle) <= LEVEL_TO:
            angle = 0
        pixels = round(side / SIDE)
        fine = max(1, pixels) if pixels <= 4 else max(4, min(16, pixels // 2))
        step, middle = side / (SIDE * fine), (SIDE * fine - 1) / 2
        cos, sin = step * math.cos(angle), step * math.sin(angle)
        to_picture = np.array(
            [[cos, -sin, x - 0.5 - (cos - sin) * middle], [sin, cos, y - 0.5 - (sin + cos) * middle]]
        )
        sampled = cv2.warpAffine(
            grey,
            to_picture,
            (SIDE * fine, SIDE * fine),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return cv2.resize(sampled, (SIDE, SIDE), interpolation=cv2.INTER_AREA) if fine > 1 else sampled
