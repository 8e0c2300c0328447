"""Who asks: the file of people, who has signed in, and what a server in front says."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import WrongInput, WrongSettings
from assistant.settings import load_settings
from assistant.ui.guard.rate import Rate
from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.settings import UserSettings, WindowSettings
from assistant.ui.guard.who import book as of_people
from assistant.ui.guard.who.admission import Admission
from assistant.ui.guard.who.book import Book, Hashed
from assistant.ui.guard.who.sessions import Sessions

PASSWORD = "seven lanterns on the pier"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash at a small cost."""
    monkeypatch.setattr(of_people, "_COST", 16)
    monkeypatch.setattr(of_people, "_NOBODY", Hashed(16, 8, 1, bytes(16), bytes(32)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    Book(tmp_path / "people").put("ada", PASSWORD)
    return tmp_path / "people"


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": f"Basic {base64.b64encode(f'{name}:{password}'.encode()).decode()}"}


def who(admission: Admission, headers: dict[str, str], client: str = "192.0.2.7", own: bool | None = None) -> str:
    async def asked() -> str:
        return await admission.who({"client": (client, 40000)}, headers, own=own)

    return anyio.run(asked)


# The file.


def test_the_file_holds_no_password_and_is_read_by_its_owner_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    assert text.startswith("ada:scrypt$")
    assert PASSWORD not in text
    Book(file).put("bo", PASSWORD)
    one, other = file.read_text().splitlines()
    assert one.partition(":")[2] != other.partition(":")[2], "each has its own salt"


def test_a_password_fits_its_name_alone(file: Path) -> None:
    book = Book(file)
    book.put("bo", "another password")
    assert book.fits("ada", PASSWORD)
    assert not any(book.fits(*each) for each in (("ada", "another password"), ("nobody", PASSWORD), ("ada", "")))


def test_a_file_that_changes_is_read_anew(file: Path) -> None:
    book, other = Book(file), Book(file)
    assert not book.put("ada", "a new password now")
    assert not other.fits("ada", PASSWORD)
    assert other.fits("ada", "a new password now")
    book.remove("ada")
    assert other.people == {}


@pytest.mark.parametrize("name", ["", "-x", "a:b", "a b", "a\nb", "x" * 65, "é"])
def test_a_name_that_cannot_stand_in_the_file_is_told(name: str, file: Path) -> None:
    with pytest.raises(WrongInput, match="A name has"):
        Book(file).put(name, PASSWORD)


def test_without_the_file_nobody_comes_in_until_a_name_is_written(tmp_path: Path, caplog: Any) -> None:
    admission = Admission(UserSettings(file=tmp_path / "later"))
    assert "unsc users add NAME" in caplog.text
    assert not admission.is_open
    with pytest.raises(Refused, match="wrong"):
        who(admission, basic("ada", PASSWORD))
    Book(tmp_path / "later").put("ada", PASSWORD)
    assert who(admission, basic("ada", PASSWORD)) == "ada"
    held = {"cookie": f"unsc_session={admission.sessions.begin('ada')}"}
    assert who(admission, held) == "ada"
    (tmp_path / "later").unlink()
    assert who(admission, held) == ""


def test_what_is_wrong_with_the_file_is_told_with_what_to_do(file: Path) -> None:
    with pytest.raises(WrongInput, match="10 to 200 characters"):
        Book(file).put("ada", "short")
    for damaged in ("ada:secret", "ada:scrypt$x$8$1$AA==$AA==", "ada:md5$16$8$1$AA==$AA=="):
        file.write_text(damaged)
        with pytest.raises(WrongSettings, match="Write it anew") as told:
            Admission(UserSettings(file=file))
        assert "secret" not in str(told.value)


def test_a_password_that_is_hashed_as_usual_fits() -> None:
    kept = str(Hashed.of(PASSWORD))
    assert Hashed.read(kept).fits(PASSWORD)
    assert not Hashed.read(kept).fits(PASSWORD.upper())


def test_the_commands_write_list_and_remove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsc(*words: str, sent: str = "") -> Any:
        return CliRunner().invoke(app, ["users", *words], input=sent)

    assert unsc("list").exit_code == 2
    monkeypatch.setenv("UNSC_USERS__FILE", str(tmp_path / "people"))
    assert "may sign in now" in unsc("add", "ada", "--stdin", sent=f"{PASSWORD}\n").output
    typed = unsc("add", "ada", sent=f"{PASSWORD} 2\n{PASSWORD} 2\n")
    assert "another password" in typed.output
    assert PASSWORD not in typed.output
    assert Book(tmp_path / "people").fits("ada", f"{PASSWORD} 2")
    assert json.loads(unsc("list", "--json").output) == ["ada"]
    assert unsc("remove", "ada").exit_code == 0
    assert unsc("remove", "ada").exit_code == 2


# Who has signed in.


def test_a_session_ends_after_its_time_and_beyond_the_most() -> None:
    now = [0.0]
    sessions = Sessions(2, 100, lambda: now[0])
    first, second = sessions.begin("ada"), sessions.begin("bo")
    assert sessions.name(first) == "ada"
    third = sessions.begin("cy")
    assert [sessions.name(each) for each in (first, second, third)] == ["ada", "", "cy"], "the longest unused ended"
    now[0] = 100
    assert sessions.name(first) == sessions.name("forged") == ""
    sessions.end(third)
    assert len(sessions) == 0


def test_who_has_another_password_or_none_is_signed_out(file: Path) -> None:
    book, admission = Book(file), Admission(UserSettings(file=file))
    book.put("bo", PASSWORD)
    assert who(admission, basic("bo", PASSWORD)) == "bo"
    tokens = {name: admission.sessions.begin(name) for name in ("ada", "bo")}

    def there() -> list[str]:
        return [who(admission, {"cookie": f"other=1; unsc_session={token}"}) for token in tokens.values()]

    assert there() == ["ada", "bo"]
    book.put("bo", f"{PASSWORD} 2")
    assert there() == ["ada", ""]
    with pytest.raises(Refused, match="wrong"):
        who(admission, basic("bo", PASSWORD))


def test_a_cookie_counts_for_no_page_elsewhere(file: Path) -> None:
    admission = Admission(UserSettings(file=file))
    held = {"cookie": f"unsc_session={admission.sessions.begin('ada')}"}
    assert [who(admission, held, own=own) for own in (True, None, False)] == ["ada", "ada", ""]


def test_passwords_are_tried_some_times_a_minute(file: Path) -> None:
    admission = Admission(UserSettings(file=file))
    wrong = []
    for n in range(12):
        with pytest.raises(Refused) as refused:
            who(admission, basic("ada", f"wrong password {n}"), client=f"192.0.2.{n}")
        wrong.append(refused.value.status)
    assert wrong == [401] * 10 + [429] * 2, "of one name from many addresses"
    for n in range(12):
        with pytest.raises(Refused) as refused:
            who(admission, basic(f"name{n}", PASSWORD))
    assert refused.value.status == 429, "of many names from one address"
    for sent in ("?", base64.b64encode(b"\xff:x").decode()):
        with pytest.raises(Refused) as refused:
            who(admission, {"authorization": f"Basic {sent}"})
        assert refused.value.status == 400


def test_a_password_that_was_right_is_not_hashed_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    admission = Admission(UserSettings(file=file))
    assert who(admission, basic("ada", PASSWORD)) == "ada"
    monkeypatch.setattr(Book, "fits", lambda *_: pytest.fail("hashed again"))
    assert [who(admission, basic("ada", PASSWORD)) for _ in range(20)] == ["ada"] * 20


# A server in front.


def test_a_header_is_believed_of_the_server_in_front_alone() -> None:
    window = WindowSettings(proxies="10.0.0.0/8, ::1")
    admission = Admission(UserSettings(header="X-Remote-User"), window)
    assert who(admission, {"x-remote-user": "ada"}, client="10.1.2.3") == "ada"
    assert who(admission, {"x-remote-user": "ada"}, client="::1") == "ada"
    assert who(admission, {}, client="10.1.2.3") == ""
    with pytest.raises(Refused, match="through the server in front"):
        who(admission, {"x-remote-user": "ada"})
    assert not admission.is_open
    assert not admission.has_passwords


def test_beside_a_server_in_front_people_may_have_passwords(file: Path) -> None:
    admission = Admission(UserSettings(header="X-Remote-User", file=file), WindowSettings(proxies="10.0.0.1"))
    assert who(admission, {"x-remote-user": "bo"}, client="10.0.0.1") == "bo"
    assert who(admission, {"x-remote-user": "bo", **basic("ada", PASSWORD)}) == "ada"
    assert who(admission, {"x-remote-user": "bo"}) == ""


@pytest.mark.parametrize(
    ("client", "said", "found"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # anybody can write it
        ("10.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),  # what stands before was sent
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),  # two servers in front
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_the_address_is_that_before_the_servers_in_front(client: str, said: str, found: str) -> None:
    admission = Admission(window=WindowSettings(proxies="10.0.0.0/8"))
    assert admission.address({"client": (client, 1)}, {"x-forwarded-for": said}) == found


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("UNSC_WINDOW__PREFIX", "unsc"), ("UNSC_WINDOW__PREFIX", "/unsc/"), ("UNSC_WINDOW__PREFIX", "/../x"),
        ("UNSC_WINDOW__PROXIES", "proxy.example.org"), ("UNSC_USERS__HEADER", "X Remote"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_meant_are_told(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(WrongSettings, match=variable):
        load_settings()


def test_a_rate_gives_back_with_time() -> None:
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    for _ in range(2):
        rate.count("ada")
    with pytest.raises(Refused, match="Wait 31 s") as refused:
        rate.count("ada")
    assert refused.value.headers == ((b"retry-after", b"31"),)
    rate.count("bo")
    now[0] = 31
    rate.count("ada")
