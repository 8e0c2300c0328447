"""The chat window: questions on the left, their sources on the right, whole resolutions in a drawer."""

from __future__ import annotations

import os
import sys

# Gradio reads this when it is first imported; without it, it looks up two outside hosts at every start.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

# It draws nothing here. Where it is not installed, Gradio looks for it in every folder of the path, twice in each step of an event, which
# took a fifth of the page's time.
sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]
