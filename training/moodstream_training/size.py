"""How large a network is, and how much it computes."""

import torch
from torch.utils.flop_counter import FlopCounterMode

from .networks import Framed


def parameters(net: Framed) -> int:
    """Weights that training can move."""
    return sum(weights.numel() for weights in net.parameters() if weights.requires_grad)


@torch.inference_mode()
def multiply_adds(net: Framed) -> int:
    """Multiply-adds of convolutions, dense and recurrent layers for one 48x48 face; each counts once.

    Norms, pooling, activations and the resize of the face are not counted, as is usual.
    """
    with FlopCounterMode(display=False) as counter:
        net.eval()(torch.zeros(1, 1, net.side, net.side))
    return counter.get_total_flops() // 2
