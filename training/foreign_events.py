"""Corpora of events under other schemes, brought to PLOVER's types where the two agree.

RAMS and VOA mark triggers with arguments in ACE's manner, one or a few events a text; the machine-
written stories carry one type each and no trigger. None says what is *not* an event, so all are
partial. Kinds that PLOVER has no one type for (deaths, transport, purchases, trials) are left out,
and so are the sides of kinds whose arguments don't say who acts on whom (meetings, embargoes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from training.corpora import Article, LabelledEvent, Offsets, in_dev, rows

# First part of the scheme's name -> (types it may be, arguments that act, arguments acted on).
Sides = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
RAMS: dict[str, Sides] = {
    "conflict.attack.stealrobhijack": ((), (), ()),
    "conflict.attack": (("ASSAULT",), ("attacker",), ("target",)),
    "conflict.demonstrate": (("PROTEST",), ("demonstrator",), ()),
    "conflict.yield.retreat": (("RETREAT",), ("retreater",), ()),
    "conflict.yield.surrender": (("CONCEDE",), ("surrenderer",), ("recipient",)),
    "conflict.yield": (("CONCEDE", "RETREAT"), ("yielder",), ("recipient",)),
    "contact.collaborate": (("COOPERATE", "CONSULT"), (), ()),
    "contact.commandorder": (("REQUEST",), ("communicator",), ("recipient",)),
    "contact.discussion": (("CONSULT",), (), ()),
    "contact.negotiate": (("CONSULT",), (), ()),
    "contact.requestadvise": (("REQUEST",), ("communicator",), ("recipient",)),
    "contact.threatencoerce": (("THREATEN",), ("communicator",), ("recipient",)),
    "government.agreements.acceptagreementcontractceasefire": (("AGREE",), (), ()),
    "government.agreements.reject": (("REJECT",), ("rejecternullifier",), ("otherparticipant",)),
    "justice.arrestjaildetain": (("COERCE",), ("jailer",), ("detainee",)),
    "life.die.deathcausedbyviolentevents": (("ASSAULT",), ("killer",), ("victim",)),
    "life.injure.injurycausedbyviolentevents": (("ASSAULT",), ("injurer",), ("victim",)),
    "transaction.transaction.embargosanction": (("SANCTION",), ("preventer",), ()),
    "transaction.transaction.giftgrantprovideaid": (("AID",), ("giver",), ("recipient",)),
    "transaction.transfermoney.embargosanction": (("SANCTION",), ("preventer",), ()),
    "transaction.transfermoney.giftgrantprovideaid": (("AID",), ("giver",), ("recipient",)),
    "transaction.transferownership.embargosanction": (("SANCTION",), ("preventer",), ()),
    "transaction.transferownership.giftgrantprovideaid": (("AID",), ("giver",), ("recipient",)),
}
VOA: dict[str, Sides] = {
    "Conflict:Attack": (("ASSAULT",), ("Attacker",), ("Target",)),
    "Conflict:Demonstrate": (("PROTEST",), ("Entity",), ()),
    "Contact:Meet": (("CONSULT",), (), ()),
    "Justice:Arrest-Jail": (("COERCE",), ("Agent",), ("Person",)),
}
STORY_LENGTH = 400  # code points of a story's beginning that are read


def rams(corpora: Path) -> list[Article]:
    """RAMS's contexts of five sentences, one event each."""
    articles = []
    for split in ("dev", "test"):
        for row in rows(corpora / "events" / "rams" / f"{split}.jsonl"):
            text, tokens = joined([t for sentence in row["sentences"] for t in sentence])
            first, last, [[kind, _]] = row["evt_triggers"][0]
            arguments = [
                (role[len("evt000arg00"):], (tokens[at[0]][0], tokens[at[1]][1]))
                for _, at, role in row["gold_evt_links"]
            ]
            trigger = (tokens[first][0], tokens[last][1])
            event = mapped(RAMS, kind, trigger, arguments)
            if event:
                articles.append(Article(row["doc_key"], text, events=[event], partial=True))
    return articles


def voa(corpora: Path) -> list[Article]:
    """Single sentences of the Voice of America with the events that PLOVER knows.

    Those that our own labels keep aside as dev are left out.
    """
    articles = []
    for number, row in enumerate(rows(corpora / "events" / "voa" / "text_only_event.jsonl"), 1):
        if in_dev(f"voa_{number}", None):
            continue
        text, tokens = joined(row["words"])
        events = []
        for one in row["golden-event-mentions"]:
            arguments = [
                (a["role"], (tokens[a["start"]][0], tokens[a["end"] - 1][1]))
                for a in one["arguments"]
            ]
            at = one["trigger"]
            trigger = (tokens[at["start"]][0], tokens[at["end"] - 1][1])
            event = mapped(VOA, one["event_type"], trigger, arguments)
            events += [event] if event else []
        if events:
            articles.append(Article(row["sentence_id"], text, events=events, partial=True))
    return articles


def stories(corpora: Path) -> list[Article]:
    """The beginnings of machine-written stories: a type each, its trigger to be found."""
    articles = []
    for number, row in enumerate(rows(corpora / "events" / "ngec_synthetic.jsonl")):
        sentences = re.split(r"(?<=[.!?])\s+", row["text"][: 2 * STORY_LENGTH])
        text = sentences[0]
        for sentence in sentences[1:-1]:
            if len(text) + len(sentence) > STORY_LENGTH:
                break
            text += " " + sentence
        event = LabelledEvent((row["type"],), None, [], [])
        articles.append(Article(f"story-{number}", text, events=[event], partial=True))
    return articles


def mapped(
    scheme: dict[str, Sides], kind: str, trigger: Offsets,
    arguments: Iterable[tuple[str, Offsets]],
) -> LabelledEvent | None:
    """The event in PLOVER's terms, by the longest name that begins its kind; None without one."""
    names = [name for name in scheme if kind.startswith(name)]
    if not names:
        return None
    types, acting, acted_on = scheme[max(names, key=len)]
    found = list(arguments)
    actors = [span for role, span in found if role in acting]
    recipients = [span for role, span in found if role in acted_on]
    return LabelledEvent(types, trigger, actors, recipients) if types else None


def joined(tokens: Sequence[Any]) -> tuple[str, list[Offsets]]:
    """Tokens as running text, and where each stands in it."""
    text, places = "", list[Offsets]()
    for token in map(str, tokens):
        glued = re.match(r"[,.;:?!)\]%”’]|'s$|n't$|'\w{1,2}$", token) or text.endswith(("(", "[", "$", "“"))
        text += "" if glued or not text else " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places
