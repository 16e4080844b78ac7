"""Brings faces into the same place, and finds pictures that are there twice."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from . import SIDE


def face_window() -> Tensor:
    """Weights [48, 48] that sum to 1: the oval of eyes, nose and mouth counts, hair and wall do not."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, SIDE), torch.linspace(-1, 1, SIDE), indexing="ij")
    window = torch.exp(-((x / 0.75) ** 4) - ((y - 0.1) / 0.85) ** 4)
    return window / window.sum()


def normalised(faces: Tensor, window: Tensor) -> Tensor:
    """Faces [n, 48, 48] with mean 0 and deviation 1 inside the window."""
    faces = faces - (faces * window).sum(dim=(1, 2), keepdim=True)
    return faces / (faces.square() * window).sum(dim=(1, 2), keepdim=True).sqrt().clamp_min(1e-6)


def align(faces: np.ndarray, cells: int = 2, rounds: int = 3, steps: int = 25, symmetric: bool = False):
    """Faces [n, 48, 48], each bent to lie best on the mean of all: float32 [n, 48, 48].

    A coarse sheet of cells x cells control points bends each face; two a side shift, scale, turn and
    shear it, more also move eyes and mouth. The mean of all bends is kept at none, so the mean face has
    everybody's average shape.
    """
    window = face_window()
    pictures = normalised(torch.from_numpy(np.asarray(faces, np.float32)), window)
    bends = torch.zeros(len(pictures), 2, cells, cells, requires_grad=True)
    placed = pictures
    for _ in range(rounds):
        reference = placed.mean(dim=0, keepdim=True)
        reference = (reference + reference.flip(2)) / 2 if symmetric else reference
        _fit(bends, pictures, normalised(reference, window), window, steps)
        with torch.no_grad():
            bends -= bends.mean(dim=0, keepdim=True)
            placed = normalised(_bent(pictures, bends), window)
    return placed.numpy()


def _fit(bends: Tensor, pictures: Tensor, reference: Tensor, window: Tensor, steps: int) -> None:
    """Moves the control points so that each bent face correlates with the reference; bending has a price."""
    optimiser = torch.optim.Adam([bends], lr=0.01)
    for _ in range(steps):
        optimiser.zero_grad()
        likeness = (normalised(_bent(pictures, bends), window) * reference * window).sum(dim=(1, 2))
        unevenness = bends.diff(dim=2).square().sum() + bends.diff(dim=3).square().sum()
        (unevenness - likeness.sum()).backward()
        optimiser.step()


def _bent(pictures: Tensor, bends: Tensor) -> Tensor:
    """Pictures [n, 48, 48] read through sheets of control points [n, 2, cells, cells] (2 = picture width)."""
    n = len(pictures)
    still = F.affine_grid(torch.eye(2, 3).expand(n, 2, 3), (n, 1, SIDE, SIDE), align_corners=False)
    sheet = F.interpolate(bends, (SIDE, SIDE), mode="bilinear", align_corners=True).permute(0, 2, 3, 1)
    return F.grid_sample(pictures[:, None], still + sheet, padding_mode="border", align_corners=False)[:, 0]


def frontality(faces: np.ndarray) -> np.ndarray:
    """How much each face [n, 48, 48] is like its own mirror picture: correlations [n]."""
    window = face_window()
    pictures = normalised(torch.from_numpy(np.asarray(faces, np.float32)), window)
    return (pictures * pictures.flip(2) * window).sum(dim=(1, 2)).numpy()


def fine_detail(faces: np.ndarray) -> np.ndarray:
    """What is left of faces [n, 48, 48] without their coarse shading, as unit vectors [n, 2304]."""
    picture = torch.from_numpy(np.asarray(faces, np.float32))[:, None]
    padded = F.pad(picture, (4, 4, 4, 4), mode="replicate")
    detail = (picture - F.avg_pool2d(padded, 9, 1)).flatten(1)
    return F.normalize(detail).numpy()


def without_twins(faces: np.ndarray, alike: float = 0.5) -> np.ndarray:
    """Indices of faces [n, 48, 48] after leaving out those too like, or mirroring, an earlier one.

    FER2013 holds many photos several times; a mean of copies would show a real person.
    """
    detail, mirrored = fine_detail(faces), fine_detail(faces[:, :, ::-1].copy())
    likeness = np.maximum(detail @ detail.T, detail @ mirrored.T)
    keep: list[int] = []
    for i in range(len(faces)):
        if not keep or likeness[i, keep].max() < alike:
            keep.append(i)
    return np.array(keep)
