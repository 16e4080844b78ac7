"""The package fer as its documentation uses it, for some seconds: its detector and its network, not ours."""

import sys
import time

import cv2
from fer.fer import FER

from pictures import in_turn, report

SECONDS = 10


def run(folder, _model):
    detector = FER()
    files = in_turn(folder)
    detector.detect_emotions(cv2.imread(str(files[0])))
    start = time.perf_counter()
    frames = faces = 0
    for file in files:
        faces += len(detector.detect_emotions(cv2.imread(str(file))))
        frames += 1
        if time.perf_counter() - start > SECONDS:
            break
    return frames, faces, time.perf_counter() - start


if __name__ == "__main__":
    report(run)
