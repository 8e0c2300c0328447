"""A checksum inside a JSON object, over the rest of it: a byte that changed is noticed though the JSON can still be read."""

from __future__ import annotations

import hashlib
import json

_SEAL = "seal"


def sealed(text: str) -> str:
    """The same JSON object with its checksum as the last entry."""
    value = json.loads(text)
    value.pop(_SEAL, None)
    return json.dumps({**value, _SEAL: _checksum(value)}, ensure_ascii=False, indent=2) + "\n"


def unsealed(text: str) -> str:
    """The JSON object without its checksum; one that older programs wrote has none. Raises ``ValueError``."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("no JSON object")
    seal = value.pop(_SEAL, None)
    if seal is not None and seal != _checksum(value):
        raise ValueError("it is not what was written")
    return json.dumps(value)


def _checksum(value: object) -> str:
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()
