"""Training of the expression classifier. It meets the Java stages only through model files."""

__version__ = "2026.11.1"

CLASSES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""The seven FER2013 classes, in FER2013's own order: what a face looks like, not what its owner feels."""

SIDE = 48
"""Side of a face crop in pixels, as FER2013 frames it."""
