"""Works on pictures from a topic, at least once: a process for each core, JSON results, offsets after the results."""

import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from faces import Worker
from pictures import WARM_UP, report, sources

BATCH = 16
LONGEST = 120


def work(bootstrap, model, frames, results):
    worker = Worker(model)
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": frames,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
        }
    )
    consumer.subscribe([frames])
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 5})
    classes = worker.classifier.manifest["classes"]
    while True:
        records = consumer.consume(BATCH, 0.05)
        for record in records:
            boxes, probabilities = worker.process(record.value())
            faces = [
                {"box": [float(v) for v in box[:4]], "emotions": dict(zip(classes, map(float, p), strict=True))}
                for box, p in zip(boxes, probabilities, strict=True)
            ]
            producer.produce(results, json.dumps({"source": record.key().decode(), "faces": faces}), record.key())
        if records:
            producer.flush()
            consumer.commit(asynchronous=False)


def publish(bootstrap, frames, played):
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 5})
    for row in zip(*played, strict=True):
        for partition, file in enumerate(row):
            while True:
                try:
                    producer.produce(frames, file.read_bytes(), file.parent.name, partition)
                    break
                except BufferError:
                    producer.poll(0.01)
        producer.poll(0)
    producer.flush()


class Results:
    """Counts the faces of results."""

    def __init__(self, bootstrap, topic, partitions):
        self.consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": str(uuid.uuid4())})
        self.consumer.assign([TopicPartition(topic, partition, 0) for partition in range(partitions)])

    def await_frames(self, frames):
        faces = 0
        deadline = time.monotonic() + LONGEST
        while frames > 0:
            for record in self.consumer.consume(100, 0.02):
                faces += len(json.loads(record.value())["faces"])
                frames -= 1
                deadline = time.monotonic() + LONGEST
            if time.monotonic() > deadline:
                sys.exit(f"{frames} results did not come")
        return faces


def measure(bootstrap, folder, model):
    played = sources(folder)
    partitions = max(len(played), os.cpu_count())
    frames, results = f"frames-{uuid.uuid4()}", f"results-{uuid.uuid4()}"
    # A partition for each source: the most even share of the work that there is.
    topics = [NewTopic(name, partitions, 1) for name in (frames, results)]
    admin = AdminClient({"bootstrap.servers": bootstrap})  # must live until the topics are there
    for created in admin.create_topics(topics).values():
        created.result()
    processes = multiprocessing.get_context("spawn")  # Kafka's client does not survive a fork
    workers = [
        processes.Process(target=work, args=(bootstrap, model, frames, results), daemon=True)
        for _ in range(os.cpu_count())
    ]
    for worker in workers:
        worker.start()
    counted = Results(bootstrap, results, partitions)
    warm_up = [source[: WARM_UP // len(played)] for source in played]
    publish(bootstrap, frames, warm_up)
    counted.await_frames(sum(map(len, warm_up)))
    publisher = threading.Thread(target=publish, args=(bootstrap, frames, played))
    start = time.perf_counter()
    publisher.start()
    number = sum(map(len, played))
    faces = counted.await_frames(number)
    seconds = time.perf_counter() - start
    publisher.join()
    for worker in workers:
        worker.kill()
    return number, faces, seconds


def run(folder, model):
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [os.environ["MOODSTREAM"], "broker", "--port", str(port), "--data", data]
        broker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            for line in broker.stdout:
                if "Kafka is ready" in line:
                    break
            return measure(f"localhost:{port}", folder, model)
        finally:
            broker.terminate()
            broker.wait()


if __name__ == "__main__":
    report(run)
