"""The small plain network: two convolutions a width, fast on a CPU (94 million multiply-adds a face)."""

from torch import Tensor, nn

from .networks import block

WIDTHS = (32, 64, 128, 256)


class SmallVgg(nn.Module):
    """Crops [n, 1, s, s] to logits [n, outputs]: Simonyan 2014 made small, a mean instead of dense layers."""

    def __init__(self, outputs: int, dropout: float, widths: tuple[int, ...] = WIDTHS):
        super().__init__()
        layers: list[nn.Module] = []
        for inputs, width in zip((1, *widths), widths, strict=False):
            pool = [nn.MaxPool2d(2)] if layers else []
            layers += pool + block(inputs, width) + block(width, width)
        self.features = nn.Sequential(*layers)
        self.dropout, self.head = nn.Dropout(dropout), nn.Linear(widths[-1], outputs)

    def forward(self, crops: Tensor) -> Tensor:
        return self.head(self.dropout(self.features(crops).mean(dim=(2, 3))))
