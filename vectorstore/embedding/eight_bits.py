"""A model that keeps its weights as bytes, rewritten so that they are multiplied as bytes too.

The packaged model scales its bytes to floats before it multiplies. The runtime does that once, when it loads the model, and from then on each
text reads 42 MB of floats where a quarter of that says the same. ``MatMulNBits`` takes the bytes as they are; what comes in is brought to
bytes by block and row, so that a text has the same vector whatever it is batched with.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

BLOCK = 64  # numbers that come in and are brought to bytes by one scale: of 32 vectors are nearer to the floats', of 128 quicker
_AS_BYTES = 4  # the level of exactness at which what comes in is brought to bytes
_OPERATORS = "com.microsoft"
_FLOAT, _UNSIGNED, _SIGNED = 1, 2, 3  # types of tensors
_WHOLE_NUMBER = 2  # type of an attribute
_ZERO = 128  # the unsigned byte that stands for 0


def multiplied_as_bytes(model: bytes) -> bytes:
    """The same ONNX model, in which each product with scaled bytes is one with the bytes and their scales."""
    whole = _message("Model").FromString(model)
    graph = whole.graph
    tensors = {each.name: each for each in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    spent = set[str]()
    for node in graph.node:
        if node.op_type == "MatMul" and (parts := _scaled_bytes(node.input[1], makers, tensors)):
            weights, scales, between = parts
            spent |= {node.input[1], between, weights.name, scales.name}
            _multiply_as_bytes(node, weights, scales, graph.initializer)
    nodes = [node for node in graph.node if spent.isdisjoint(node.output)]
    kept = [tensor for tensor in graph.initializer if tensor.name not in spent]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    whole.opset_import.add(domain=_OPERATORS, version=1)
    return bytes(whole.SerializeToString())


def _scaled_bytes(name: str, makers: Mapping[str, Any], tensors: Mapping[str, Any]) -> tuple[Any, Any, str] | None:
    """What ``name`` is made of, where that is bytes (rows, columns) times a scale a column: both, and the name of what is made between."""
    product = makers.get(name)
    if product is None or product.op_type != "Mul":
        return None
    cast, scales = makers.get(product.input[0]), tensors.get(product.input[1])
    weights = tensors.get(cast.input[0]) if cast is not None and cast.op_type == "Cast" else None
    if weights is None or scales is None or weights.data_type != _SIGNED or scales.data_type != _FLOAT:
        return None
    fits = len(weights.dims) == 2 and [*scales.dims] == [1, weights.dims[1]] and weights.dims[0] % BLOCK == 0
    return (weights, scales, product.input[0]) if fits else None


def _multiply_as_bytes(node: Any, weights: Any, scales: Any, tensors: Any) -> None:
    rows, columns = weights.dims
    blocks = rows // BLOCK
    as_bytes = np.frombuffer(weights.raw_data, np.int8).reshape(rows, columns).T.astype(np.int16) + _ZERO
    of_blocks = np.repeat(np.frombuffer(scales.raw_data, "<f4"), blocks)
    node.input[1:] = [f"{weights.name}.columns", f"{scales.name}.blocks"]
    for name, kind, dims, values in (
        (node.input[1], _UNSIGNED, (columns, blocks, BLOCK), as_bytes.astype(np.uint8)),
        (node.input[2], _FLOAT, (columns, blocks), of_blocks),
    ):
        tensors.add(name=name, data_type=kind, dims=dims, raw_data=values.tobytes())
    node.op_type, node.domain = "MatMulNBits", _OPERATORS
    of_node = {"K": rows, "N": columns, "bits": 8, "block_size": BLOCK, "accuracy_level": _AS_BYTES}
    for name, value in of_node.items():
        node.attribute.add(name=name, type=_WHOLE_NUMBER, i=value)


# The fields of ONNX that are read or written here: message → field → its number, its type, and whether it is a list. What else a model
# holds is carried along unread.
_TEXT, _NUMBER, _ENUM, _BYTES = "string", "int64", "int32", "bytes"
_FIELDS: Mapping[str, Mapping[str, tuple[int, str, bool]]] = {
    "Model": {"graph": (7, "Graph", False), "opset_import": (8, "Operators", True)},
    "Operators": {"domain": (1, _TEXT, False), "version": (2, _NUMBER, False)},
    "Graph": {"node": (1, "Node", True), "initializer": (5, "Tensor", True)},
    "Node": {
        "input": (1, _TEXT, True),
        "output": (2, _TEXT, True),
        "op_type": (4, _TEXT, False),
        "attribute": (5, "Attribute", True),
        "domain": (7, _TEXT, False),
    },
    "Attribute": {"name": (1, _TEXT, False), "i": (3, _NUMBER, False), "type": (20, _ENUM, False)},
    "Tensor": {
        "dims": (1, _NUMBER, True),
        "data_type": (2, _ENUM, False),
        "name": (8, _TEXT, False),
        "raw_data": (9, _BYTES, False),
    },
}


@cache
def _message(name: str) -> Any:
    """The class of a message of ONNX."""
    file = FileDescriptorProto(name="onnx_in_part", package="onnx_in_part", syntax="proto2")
    kinds, labels = FieldDescriptorProto.Type, FieldDescriptorProto.Label
    for message, fields in _FIELDS.items():
        described = file.message_type.add(name=message)
        for field, (number, kind, is_list) in fields.items():
            added = described.field.add(name=field, number=number)
            added.label = labels.Value("LABEL_REPEATED" if is_list else "LABEL_OPTIONAL")
            added.type = kinds.Value("TYPE_MESSAGE" if kind in _FIELDS else f"TYPE_{kind.upper()}")
            if kind in _FIELDS:
                added.type_name = f".{file.package}.{kind}"
    pool = DescriptorPool()
    pool.Add(file)
    return GetMessageClass(pool.FindMessageTypeByName(f"{file.package}.{name}"))
