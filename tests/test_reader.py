"""The conductor, with the bundled model: promises of the library."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import communique
from communique.errors import InputError, ModelError
from communique.types import Document, Failure, Record

ARTICLE = (
    'Ruritania\'s foreign minister, Jane Doe, said on Tuesday that her country "will never leave" '
    "the border town. She accused Freedonia of shelling it.\n"
    "Freedonia denied the accusation. Its president, Rufus Roe, warned Ruritania that any attack "
    "would be met with sanctions.\n"
    '"We want talks," Roe told reporters. "We have offered them twice."'
)


@pytest.fixture(scope="module")
def reader() -> communique.Reader:
    return communique.load()


def test_an_article_is_read(reader: communique.Reader) -> None:
    record = reader.read(ARTICLE, published="2021-06-16")
    said = {s.speaker.actor.name for s in record.statements if s.speaker.actor}
    assert {"Jane Doe", "Rufus Roe"} <= said
    forces = {s.force for s in record.statements}
    assert {"accuse", "deny", "threaten"} <= forces
    assert {"ACCUSE", "THREATEN"} <= {e.type for e in record.events}


def test_lists_stand_in_text_order(reader: communique.Reader) -> None:
    record = reader.read(ARTICLE, published="2021-06-16")
    contents = [s.content[0].start for s in record.statements]
    assert contents == sorted(contents)
    triggers = [e.trigger.start for e in record.events]
    assert triggers == sorted(triggers)
    mentions = [m.span.start for m in record.mentions]
    assert mentions == sorted(mentions)


def test_ids_point_at_what_is_there(reader: communique.Reader) -> None:
    record = reader.read(ARTICLE)
    statements = {s.id: s for s in record.statements}
    events = {e.id for e in record.events}
    assert len(statements) == len(record.statements) and len(events) == len(record.events)
    for one in record.statements:
        assert one.parent is None or one.parent in statements
        assert set(one.events) <= events
    assert all(e.according_to in {None, *statements} for e in record.events)


def test_a_batch_gives_what_single_reads_give(reader: communique.Reader) -> None:
    texts = [ARTICLE, "Nothing was said.", ARTICLE[:150], ARTICLE * 3]
    single = [reader.read(text) for text in texts]
    assert list(reader.pipe(texts)) == single


def test_threads_share_a_reader(reader: communique.Reader) -> None:
    expected = reader.read(ARTICLE)
    with ThreadPoolExecutor(4) as pool:
        assert all(r == expected for r in pool.map(reader.read, [ARTICLE] * 8))


def test_a_bad_document_is_a_failure_in_its_place(reader: communique.Reader) -> None:
    given = [{"id": "a", "text": ARTICLE}, {"id": "b", "text": "  "}, Document("c", ARTICLE), 7]
    outcomes = list(reader.pipe(given))  # type: ignore[arg-type]
    assert [type(one) for one in outcomes] == [Record, Failure, Record, Failure]
    assert isinstance(outcomes[1], Failure) and outcomes[1].document == "b"
    with pytest.raises(InputError):
        list(reader.pipe(given, errors="raise"))  # type: ignore[arg-type]


def test_an_error_while_reading_spares_the_others(
    reader: communique.Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = communique.Reader._record

    def fails(self: communique.Reader, source: object, *rest: object) -> Record:
        if "poison" in source.document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("in the middle")
        return record(self, source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(communique.Reader, "_record", fails)
    outcomes = list(reader.pipe([ARTICLE, "poison", ARTICLE]))
    assert [type(one) for one in outcomes] == [Record, Failure, Record]
    assert isinstance(outcomes[1], Failure) and outcomes[1].error == "ZeroDivisionError"


def test_relate_ranks_all_sixteen_types(reader: communique.Reader) -> None:
    text = "Ruritania accused Freedonia of breaking the truce."
    found = reader.relate(text, actor=(0, 9), recipient=(18, 27))
    assert len({one.type for one in found}) == 16
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert sum(one.score for one in found) == pytest.approx(1, abs=0.01)
    assert found[0].type == "ACCUSE"


def test_relate_takes_overlapping_spans(reader: communique.Reader) -> None:
    text = "Ruritanian President Jane Doe criticised Freedonia."
    assert reader.relate(text, actor=(0, 29), recipient=(0, 10))


@pytest.mark.parametrize(
    ("actor", "recipient", "says"),
    [
        ((0, 99), None, "actor (0, 99) is out of range"),
        ((-1, 4), None, "actor (-1, 4) is out of range"),
        (None, (5, 5), "recipient (5, 5) is empty"),
        (None, (9, 3), "recipient (9, 3) is reversed"),
        (None, None, "neither actor nor recipient"),
        ("ab", None, "actor 'ab' is no pair of numbers"),
        ((1, 2, 3), None, "actor (1, 2, 3) is no pair of numbers"),
        (None, 7, "recipient 7 is no pair of numbers"),
        ((0, True), None, "actor (0, True) is no pair of numbers"),
        ((0.0, 5.0), None, "actor (0.0, 5.0) is no pair of numbers"),
        ((5, 6), None, "actor (5, 6) holds no words"),
    ],
)
def test_relate_says_which_span_is_wrong(
    reader: communique.Reader, actor: tuple[int, int] | None, recipient: tuple[int, int] | None,
    says: str,
) -> None:
    with pytest.raises(InputError) as caught:
        reader.relate("Talks were held on Monday.", actor=actor, recipient=recipient)
    assert says in str(caught.value)


def test_relate_takes_a_list_for_a_pair_and_refuses_what_is_no_text(
    reader: communique.Reader,
) -> None:
    assert reader.relate("Ruritania accused Freedonia.", actor=[0, 9])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no string"):
        reader.relate(None, actor=(0, 1))  # type: ignore[arg-type]


def test_pipe_refuses_an_unknown_way_with_errors_at_once(reader: communique.Reader) -> None:
    with pytest.raises(InputError, match="'ignore'"):
        reader.pipe([ARTICLE], errors="ignore")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [str, Path])
def test_a_model_is_named_by_a_string_or_a_path(form: type, tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        communique.load(model=form(tmp_path))


def test_who_refuses_what_is_no_phrase() -> None:
    for given in (None, 7, b"Lavrov"):
        with pytest.raises(InputError, match="not a string"):
            communique.who(given)  # type: ignore[arg-type]
