"""Judging by forms: a decision is kept under its maker's name and moves the state."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.follow.archives import Archive
from communique.serve.desks import Desk
from communique.serve.rooms import make_app
from tests.follow.factories import promise, withdrawal


@pytest.fixture
def client(tmp_path: Path):  # type: ignore[no-untyped-def]
    path = tmp_path / "a.duckdb"
    with Archive(path) as archive:
        archive.keep([promise().record(), withdrawal(place="Morne").record()])
    desk = Desk(path)
    with TestClient(make_app(desk), follow_redirects=False) as found:
        yield found
    desk.close()


def test_a_decision_is_kept_and_moves_the_state(client: TestClient) -> None:
    (entry,) = client.get("/ledger.json").json()
    given = {"undertaking": entry["id"], "evidence": "a2-e0", "verdict": "yes", "person": "A. Name"}
    answer = client.post("/judge", data=given)
    assert (answer.status_code, answer.headers["location"][:6]) == (303, "/judge")
    assert client.get("/ledger.json").json()[0]["state"] == "met"
    assert "A. Name" in client.get(f"/ledger/{entry['id']}").text


@pytest.mark.parametrize("wrong", [{"verdict": "perhaps"}, {"person": " "}, {"evidence": ""}])
def test_what_is_no_decision_is_refused(client: TestClient, wrong: dict[str, str]) -> None:
    (entry,) = client.get("/ledger.json").json()
    given = {"undertaking": entry["id"], "evidence": "a2-e0", "verdict": "no", "person": "A. Name"}
    assert client.post("/judge", data=given | wrong).status_code == 422
    assert client.get("/judge").status_code == 200


def test_actors_are_judged_to_be_one_and_two_again(client: TestClient) -> None:
    assert "Nothing was decided" in client.get("/judge/actors", params={"actor": "army"}).text
    given = {"one": "army", "other": "nord", "person": "A. Name", "why": "its army"}
    answer = client.post("/judge/actors", data=given | {"same": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/judge/actors")
    page = client.get("/judge/actors").text
    assert "its army" in page and "A. Name" in page
    assert client.post("/judge/actors", data=given | {"same": "no"}).status_code == 303
    assert client.post("/judge/actors", data=given | {"same": "no", "within": "a2"}).status_code == 303
    assert "is not" in client.get("/judge/actors").text


@pytest.mark.parametrize("wrong", [
    {"same": "perhaps"}, {"one": " "}, {"other": "nobody at all"}, {"within": "a9"}, {"person": ""},
])  # fmt: skip
def test_what_is_no_decision_about_actors_is_refused(client: TestClient, wrong: dict[str, str]) -> None:
    given = {"one": "army", "other": "nord", "person": "A. Name", "same": "yes"}
    assert client.post("/judge/actors", data=given | wrong).status_code in (404, 422)
    assert "Nothing was decided" in client.get("/judge/actors").text
