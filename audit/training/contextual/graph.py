"""Networks written as ONNX graphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn


def write_graph(
    module: nn.Module, given: tuple[Tensor, ...], inputs: Sequence[str], outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]], path: Path,
) -> None:  # fmt: skip
    """Write a network with weights in eight bits, a scale for each channel (Jacob et al. 2018).

    Args:
        module: the network.
        given: what it is traced with.
        inputs: their names.
        outputs: the names of what it gives.
        axes: of inputs and outputs, those of any length, and what each length is called.
        path: the file.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain = path.with_suffix(".plain.onnx")
    torch.onnx.export(
        module.eval(), given, str(plain), input_names=[*inputs], output_names=[*outputs],
        dynamic_axes={name: dict(own) for name, own in axes.items()}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)
    plain.unlink()
