"""What a browser may do with the answers of this server."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

__all__ = ["headers_of", "scripts_of"]

Header = tuple[bytes, bytes]

_SCRIPT = re.compile(rb"<script(?:\s[^>]*)?>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Own pages are told where they come from, others nothing: the address may hold a question.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_GRANTED: tuple[Header, ...] = (
    (b"vary", b"Origin"),
    (b"access-control-expose-headers", b"ETag, Retry-After, WWW-Authenticate"),
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", b"Authorization, Content-Type, If-None-Match, Mcp-Protocol-Version"),
    (b"access-control-max-age", b"600"),
)
_REPLACED = frozenset(name for name, _ in _ALWAYS) | {b"content-security-policy", b"server"}


def headers_of(
    headers: Iterable[Header], scripts: Iterable[str] = (), granted: str = "", *, strict: bool = False
) -> list[Header]:
    """The headers of an answer: those that grant another site access are taken away, and the policy is added.

    ``scripts`` are the sources of inline scripts that may run, as ``'sha256-…'``; ``granted`` is the page elsewhere that may read it.
    ``strict`` is the policy of pages that are all ours: nothing inline runs there.
    """
    kept = [
        (name, value)
        for name, value in headers
        if (lower := name.lower()) not in _REPLACED and not lower.startswith(b"access-control-")
    ]
    grants = [(b"access-control-allow-origin", granted.encode("ascii")), *_GRANTED] if granted else []
    return [
        *kept,
        *grants,
        *_ALWAYS,
        (b"content-security-policy", (_STRICT if strict else _policy(scripts)).encode("ascii")),
    ]


def scripts_of(page: bytes) -> list[str]:
    """The inline scripts of a page as it is served, each as ``'sha256-…'``.

    They are Gradio's and ours; whatever gets into the page later, an attribute ``onerror`` or a script, does not run.
    """
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode('ascii')}'"
        for script in dict.fromkeys(_SCRIPT.findall(page))
        if script.strip()
    ]


_STRICT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def _policy(scripts: Iterable[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            # Gradio compiles its templates in the page, hence 'unsafe-eval'.
            " ".join(("script-src 'self' 'unsafe-eval'", *scripts)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",  # the field of the head, which leads to the search
            "frame-ancestors 'none'",
        )
    )
