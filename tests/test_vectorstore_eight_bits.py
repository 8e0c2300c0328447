"""A model whose weights are bytes keeps them as bytes: what it computes stays as it was, but for the last digits."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest

from vectorstore.embedding.eight_bits import _message, multiplied_as_bytes

ROWS, COLUMNS = 128, 8
FLOAT, INT8 = 1, 3


def a_model(scale_of: str = "column") -> bytes:
    """x (any, 128) times bytes that are scaled by the column or the row, and that times a plain matrix (8, 8)."""
    dice = np.random.default_rng(3)
    model = _message("Model")()
    model.opset_import.add(domain="", version=17)
    model.MergeFromString(b"\x08\x0a")  # version 10 of the format, a field of which nothing is known here
    graph = model.graph
    shape = (1, COLUMNS) if scale_of == "column" else (ROWS, 1)
    for name, kind, values in (
        ("bytes", INT8, dice.integers(-127, 128, (ROWS, COLUMNS), np.int8)),
        ("scale", FLOAT, dice.uniform(0.001, 0.01, shape).astype(np.float32)),
        ("plain", FLOAT, dice.normal(size=(COLUMNS, COLUMNS)).astype(np.float32)),
    ):
        graph.initializer.add(name=name, data_type=kind, dims=values.shape, raw_data=values.tobytes())
    cast = graph.node.add(op_type="Cast", input=["bytes"], output=["floats"])
    cast.attribute.add(name="to", type=2, i=FLOAT)
    graph.node.add(op_type="Mul", input=["floats", "scale"], output=["weights"])
    graph.node.add(op_type="MatMul", input=["x", "weights"], output=["y"])
    graph.node.add(op_type="MatMul", input=["y", "plain"], output=["z"])
    # name of the graph, and what goes in and comes out: a float tensor of two dimensions, the first of them open
    graph.MergeFromString(b"\x12\x01g" + b"\x5a" + _value("x", ROWS) + b"\x62" + _value("z", COLUMNS))
    return bytes(model.SerializeToString())


def _value(name: str, size: int) -> bytes:
    def field(number: int, payload: bytes) -> bytes:
        return bytes([number << 3 | 2, len(payload)]) + payload

    size_of = b"\x08" + (bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7]))
    shape = field(1, field(2, b"n")) + field(1, size_of)
    described = field(1, name.encode()) + field(2, field(1, b"\x08\x01" + field(2, shape)))
    return bytes([len(described)]) + described


def run(model: bytes, x: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(["z"], {"x": x})[0])


def operators(model: bytes) -> list[str]:
    return [node.op_type for node in _message("Model").FromString(model).graph.node]


def test_products_with_scaled_bytes_take_the_bytes() -> None:
    model = a_model()
    rewritten = multiplied_as_bytes(model)
    assert operators(model) == ["Cast", "Mul", "MatMul", "MatMul"]
    assert operators(rewritten) == ["MatMulNBits", "MatMul"]
    x = np.random.default_rng(4).normal(size=(5, ROWS)).astype(np.float32)
    np.testing.assert_allclose(run(rewritten, x), run(model, x), atol=0.02 * np.abs(run(model, x)).max())


def test_a_row_comes_out_the_same_whatever_stands_beside_it() -> None:
    rewritten = multiplied_as_bytes(a_model())
    x = np.random.default_rng(5).normal(size=(7, ROWS)).astype(np.float32)
    x[3] *= 100
    alone = np.vstack([run(rewritten, row[None]) for row in x])
    np.testing.assert_allclose(run(rewritten, x), alone, rtol=1e-5)


def test_what_is_scaled_otherwise_stays_as_it_is() -> None:
    model = a_model("row")
    rewritten = multiplied_as_bytes(model)
    assert operators(rewritten) == operators(model)
    x = np.ones((1, ROWS), np.float32)
    assert run(rewritten, x) == pytest.approx(run(model, x))
