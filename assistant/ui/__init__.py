"""The chat window: questions on the left, their sources on the right, whole resolutions in a drawer."""

from __future__ import annotations

import os

# Gradio reads this when it is first imported; without it, it looks up two outside hosts at every start.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
