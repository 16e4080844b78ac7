"""Variations of a batch of faces, as detectors and webcams make them; all vectorised."""

import math
from dataclasses import dataclass

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
    (13-17 % in scale, 5 % in centre). Chance is drawn where the generator is, without one on the CPU.
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


@dataclass(frozen=True)
class Mix:
    """How the faces of a batch are blended in pairs (mixup, Zhang et al. 2018)."""

    share: Tensor  # of the face itself, the same for a whole batch: scalar, 0 to 1
    partner: Tensor  # place in the batch of the other face: int64 [n]

    def of(self, values: Tensor) -> Tensor:
        """Crops or targets [n, ...], blended."""
        share, partner = self.share.to(values), self.partner.to(values.device)
        return values.lerp(values[partner], 1 - share)


def draw_mix(n: int, alpha: float, random: torch.Generator | None = None) -> Mix:
    """Partners for n faces, and a share of the Beta distribution (alpha, alpha); drawn on the CPU."""
    share = torch._sample_dirichlet(torch.full((2,), alpha), generator=random)[0]
    return Mix(share, torch.randperm(n, generator=random))


def _uniform(low: float, high: float, n: int, random: torch.Generator | None) -> Tensor:
    return _empty(n, random).uniform_(low, high, generator=random)


def _empty(shape: tuple[int, ...] | int, random: torch.Generator | None) -> Tensor:
    return torch.empty(shape, device=random.device if random else "cpu")


def _place(faces: Tensor, side: int, random: torch.Generator | None, view: int) -> Tensor:
    """Mirror, scale +-15 %, shift +-6 %, rotate +-12 degrees, resample to the crop."""
    n = len(faces)
    scale = _uniform(0.85, 1.15, n, random) * view / SIDE
    angle = _uniform(-math.pi / 15, math.pi / 15, n, random)
    mirror = _empty(n, random).random_(2, generator=random) * 2.0 - 1
    shift = _empty((n, 2, 1), random).uniform_(
        -0.12, 0.12, generator=random
    )  # 0.12 = 6 %: the grid is 2 wide
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
    ramp = torch.linspace(-1, 1, side, device=gamma.device)
    slope = _empty((2, n, 1, 1, 1), random).uniform_(-0.1, 0.1, generator=random)
    shade = slope[0] * ramp.view(1, 1, 1, side) + slope[1] * ramp.view(1, 1, side, 1)
    noise = _empty(crops.shape, random).normal_(generator=random)
    noise *= _uniform(0, 0.03, n, random).view(-1, 1, 1, 1)
    lit = crops.clamp(0, 1).pow(gamma.to(crops.device))
    return (lit + (shade + noise).to(crops.device)).clamp(0, 1)
