"""Variations of a batch of faces, as detectors and webcams make them; all vectorised."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from . import SIDE
from .networks import VIEW


def augment(
    faces: Tensor, side: int = VIEW, random: torch.Generator | None = None, view: int = VIEW
) -> Tensor:
    """Faces [n, 1, 48, 48] in 0..1 to varied crops [n, 1, side, side] of about `view` of the 48 pixels.

    The scatter of scale and place is what the face detectors showed against FER2013's framing
    (13-17 % in scale, 5 % in centre). Chance is drawn on the CPU wherever the faces are, so that it repeats.
    """
    crops = _place(faces, side, random, view)
    crops = _soften(crops, random)
    return _light(crops, random)


def cutout(crops: Tensor, share: float, random: torch.Generator | None = None) -> Tensor:
    """A share of the crops loses a square of a quarter to half its side, as behind a hand or a cup."""
    n, side = len(crops), crops.shape[-1]
    half = _uniform(side / 8, side / 4, n, random).view(-1, 1, 1, 1)
    half = torch.where(_uniform(0, 1, n, random).view(-1, 1, 1, 1) < share, half, -1).to(crops.device)
    x, y = (_uniform(0, side, n, random).view(-1, 1, 1, 1).to(crops.device) for _ in range(2))
    place = torch.arange(side, device=crops.device) + 0.5
    hidden = ((place.view(1, 1, 1, side) - x).abs() < half) & ((place.view(1, 1, side, 1) - y).abs() < half)
    return torch.where(hidden, crops.mean(dim=(2, 3), keepdim=True), crops)


def mixup(crops: Tensor, targets: Tensor, alpha: float, random: torch.Generator | None = None):
    """Every crop becomes a blend of two, so do its targets (Zhang et al. 2018); one share a batch."""
    share = float(torch._sample_dirichlet(torch.full((2,), alpha), generator=random)[0])
    other = torch.randperm(len(crops), generator=random).to(crops.device)
    return crops.lerp(crops[other], 1 - share), targets.lerp(targets[other], 1 - share)


def _uniform(low: float, high: float, n: int, random: torch.Generator | None) -> Tensor:
    return torch.empty(n).uniform_(low, high, generator=random)


def _place(faces: Tensor, side: int, random: torch.Generator | None, view: int) -> Tensor:
    """Mirror, scale +-15 %, shift +-6 %, rotate +-12 degrees, resample to the crop."""
    n = len(faces)
    scale = _uniform(0.85, 1.15, n, random) * view / SIDE
    angle = _uniform(-math.pi / 15, math.pi / 15, n, random)
    mirror = torch.randint(0, 2, (n,), generator=random) * 2.0 - 1
    shift = torch.empty(n, 2, 1).uniform_(-0.12, 0.12, generator=random)  # the grid is 2 wide: 0.12 = 6 %
    cos, sin = scale * angle.cos(), scale * angle.sin()
    linear = torch.stack([cos * mirror, -sin, sin * mirror, cos], dim=1).view(n, 2, 2)
    affine = torch.cat([linear, shift], dim=2).to(faces.device)
    grid = F.affine_grid(affine, (n, 1, side, side), align_corners=False)
    return F.grid_sample(faces, grid, padding_mode="border", align_corners=False)


def _soften(crops: Tensor, random: torch.Generator | None) -> Tensor:
    """One face in six loses detail, like a face far away or behind a slow line."""
    blurred = F.interpolate(F.avg_pool2d(crops, 2), crops.shape[-2:], mode="bilinear", align_corners=False)
    soft = _uniform(0, 1, len(crops), random).view(-1, 1, 1, 1) < 1 / 6
    return torch.where(soft.to(crops.device), blurred, crops)


def _light(crops: Tensor, random: torch.Generator | None) -> Tensor:
    """Gamma 0.6 to 1.6, light from one side, and a little noise."""
    n, side = len(crops), crops.shape[-1]
    gamma = _uniform(math.log(0.6), math.log(1.6), n, random).exp().view(-1, 1, 1, 1)
    ramp = torch.linspace(-1, 1, side)
    slope = torch.empty(2, n, 1, 1, 1).uniform_(-0.1, 0.1, generator=random)
    shade = slope[0] * ramp.view(1, 1, 1, side) + slope[1] * ramp.view(1, 1, side, 1)
    noise = torch.randn(crops.shape, generator=random) * _uniform(0, 0.03, n, random).view(-1, 1, 1, 1)
    lit = crops.clamp(0, 1).pow(gamma.to(crops.device))
    return (lit + (shade + noise).to(crops.device)).clamp(0, 1)
