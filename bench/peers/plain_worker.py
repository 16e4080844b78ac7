"""Works on all pictures in one process, on as many threads as there are cores."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

from faces import Worker
from pictures import WARM_UP, in_turn, report

def run(folder, model):
    files = in_turn(folder)
    worker = Worker(model)

    def faces(file):
        return len(worker.process(file.read_bytes())[0])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(faces, files[:WARM_UP]))
        start = time.perf_counter()
        found = sum(pool.map(faces, files))
        return len(files), found, time.perf_counter() - start


if __name__ == "__main__":
    report(run)
