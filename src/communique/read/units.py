"""What is counted or measured, as words after a number and signs before it.

Takes words, gives one spelling for each unit: ISO 4217 for money, short names for measures, the
plural noun for what is counted ("troops"). Facts about words alone; `quantities` reads the text.
"""

from __future__ import annotations

CURRENCY_SIGNS = {
    "$": "USD", "us$": "USD", "usd": "USD", "c$": "CAD", "a$": "AUD", "nz$": "NZD", "hk$": "HKD",
    "nt$": "TWD", "s$": "SGD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
    "₽": "RUB", "₴": "UAH", "₹": "INR", "₪": "ILS", "₺": "TRY", "₩": "KRW",
}  # fmt: skip
# Rupees, pesos, francs, dinars and crowns belong to several states: they keep their names.
CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "ruble": "RUB", "rouble": "RUB",
    "hryvnia": "UAH", "hryvna": "UAH", "zloty": "PLN", "shekel": "ILS", "rand": "ZAR",
    "lira": "TRY", "won": "KRW", "baht": "THB", "forint": "HUF", "tenge": "KZT", "naira": "NGN",
    "rupee": "rupees", "peso": "pesos", "franc": "francs", "dinar": "dinars", "crown": "crowns",
    "riyal": "riyals", "rial": "rials", "dirham": "dirhams", "real": "BRL", "reais": "BRL",
    "cent": "cents",
}  # fmt: skip
MEASURES = {
    "km": "km", "kms": "km", "kilometre": "km", "kilometer": "km", "mile": "miles", "m": "m",
    "metre": "m", "meter": "m", "foot": "feet", "feet": "feet", "ft": "feet", "mph": "mph",
    "inch": "inches", "cm": "cm", "mm": "mm", "kg": "kg", "kilo": "kg", "kilogram": "kg",
    "kilogramme": "kg", "gram": "g", "ton": "tons", "tonne": "tonnes", "litre": "litres",
    "liter": "litres", "gallon": "gallons", "barrel": "barrels", "hectare": "hectares",
    "acre": "acres", "megawatt": "MW", "mw": "MW", "gigawatt": "GW", "gw": "GW",
    "kiloton": "kilotons", "megaton": "megatons", "degree": "degrees", "bcm": "bcm",
    "knot": "knots", "mm-calibre": "mm", "kph": "km/h",
}  # fmt: skip
DURATIONS = {
    "second": "seconds", "minute": "minutes", "hour": "hours", "day": "days", "week": "weeks",
    "month": "months", "year": "years", "decade": "decades",
}  # fmt: skip
PERCENT = {"%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent"}

# Counted people and things whose plural has no "s", or that are counted by a word of their own.
_PLURALS_WITHOUT_S = (
    "people troops men women children police personnel dead wounded injured killed missing staff"
    " aircraft spacecraft servicemen servicewomen policemen gunmen militiamen tribesmen businessmen"
    " congressmen clergymen fishermen infantry cavalry militia crew others civilians lives seats"
    " militants nationals percent headquarters"
)
PLURALS_WITHOUT_S = frozenset(_PLURALS_WITHOUT_S.split())
PEOPLE_VERBS = (
    "killed|dead|died|injured|wounded|hurt|arrested|detained|missing|hospitali[sz]ed|displaced"
    "|captured|abducted|kidnapped|evacuated|executed|deported|freed|released|homeless|perished"
)
# One of them is worth counting: "one soldier was killed", but not "one thing".
_PERSONS = (
    "person man woman child soldier officer policeman serviceman civilian protester demonstrator"
    " rebel fighter gunman militant insurgent trooper marine sailor pilot guard hostage prisoner"
    " journalist reporter diplomat minister lawmaker deputy activist worker student villager"
    " resident citizen refugee migrant passenger bystander victim attacker bomber terrorist"
    " settler shepherd farmer teenager boy girl aircraft helicopter ship vessel tank jet drone"
    " missile rocket plane warship submarine vehicle bus"
)
PERSONS = frozenset(_PERSONS.split())

# Those who deal with each other: "the two sides met" counts nothing that an event did.
_SIDES = (
    "sides parties countries nations states governments capitals neighbours neighbors delegations"
    " republics blocs counterparts signatories"
)
SIDES = frozenset(_SIDES.split())
_LEADERS = (  # counted where they are just some ("three allies were held"), not as "the three"
    "leaders presidents premiers chancellors ministers secretaries monarchs kings heads envoys"
    " negotiators interlocutors statesmen powers allies partners rivals foes adversaries"
)
LEADERS = frozenset(_LEADERS.split())


def plural(noun: str) -> str:
    """The plural of a regular noun or of the irregular ones listed.

    >>> plural("policeman"), plural("child"), plural("ship"), plural("body")
    ('policemen', 'children', 'ships', 'bodies')
    """
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun in ("person", "child", "foot"):
        return {"person": "people", "child": "children", "foot": "feet"}[noun]
    if noun in PLURALS_WITHOUT_S:
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def singular(noun: str) -> str:
    """A regular plural without its ending; other words as they are.

    >>> singular("rupees"), singular("bodies"), singular("yen")
    ('rupee', 'body', 'yen')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


__all__ = [
    "CURRENCIES", "CURRENCY_SIGNS", "DURATIONS", "LEADERS", "MEASURES", "PEOPLE_VERBS",
    "PERCENT", "PERSONS", "PLURALS_WITHOUT_S", "SIDES", "plural", "singular",
]  # fmt: skip
