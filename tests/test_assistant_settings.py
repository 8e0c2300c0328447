from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import WrongSettings
from assistant.settings import LLMSettings, Settings, load_settings, settings_table


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("UNSC_")]:
        monkeypatch.delenv(name)


def test_environment_is_read_and_options_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNSC_DATA", "/somewhere")
    monkeypatch.setenv("UNSC_LLM__BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("UNSC_LLM__MODEL", "m")
    monkeypatch.setenv("UNSC_RETRIEVAL__WEIGHED", "250")
    settings = load_settings(data=None)
    assert settings.data == Path("/somewhere")
    assert settings.llm.configured
    assert settings.retrieval.weighed == 250
    assert load_settings(data=tmp_path).data == tmp_path


@pytest.mark.parametrize(
    ("variable", "value"),
    [("UNSC_LLM__TIMEOUT", "soon"), ("UNSC_LLM__BASEURL", "http://x"), ("UNSC_WINDOW__PORT", "99999")],
)
def test_wrong_settings_name_the_variable(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(WrongSettings, match=variable):
        load_settings()


def test_table_shows_every_setting_with_a_meaning() -> None:
    rows = settings_table().splitlines()[2:]
    assert any(row.startswith("| `UNSC_LLM__BASE_URL` | empty |") for row in rows)
    assert any("`UNSC_RETRIEVAL__WEIGHED`" in row for row in rows)
    assert all(row.split("|")[3].strip() not in ("", "None") for row in rows)


def test_fingerprint_changes_with_what_answers_depend_on_and_hides_secrets() -> None:
    plain = Settings(data=Path("a"))
    keyed = Settings(data=Path("b"), llm=LLMSettings(api_key="secret"))
    model = Settings(data=Path("a"), llm=LLMSettings(model="other"))
    assert plain.fingerprint == keyed.fingerprint != model.fingerprint
    assert "secret" not in repr(keyed)
