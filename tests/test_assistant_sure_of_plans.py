"""An answer by plans is told behind a doubt where what it leads with is likely not what was asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.subjects import Subjects
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.sure.doubt import NEAR
from assistant.retrieval.sure.of_plans import NONE, OTHERWISE, READ_SO, AsRead, as_sure_as_read, columns_of
from assistant.retrieval.sure.sureness import BY_PLANS, Sureness, trained
from assistant.subject import SubjectKind, SubjectRef
from tests.decided import decided
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9001: (dt.date(2031, 3, 14), ["Decides to establish the Sandbar Mission (SANDMIS) until 31 March 2032"]),
    9002: (dt.date(2032, 3, 20), ["Requests the Sandbar Panel to report on the lighthouse by 1 May 2032"]),
}
