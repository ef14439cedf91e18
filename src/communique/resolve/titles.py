"""The vocabulary of offices: which role a title means.

Takes a title as tables or articles write it ("Minister of Europe and Foreign Affairs", "FM",
"Secretary of State for Defence"), gives roles ("minister:foreign", "prime minister", "president").
The one idea: titles and phrases both come down to one small vocabulary, so that either side may
vary. A title of several fields has several roles. Knows no persons: see `resolve.offices`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.resolve.spellings import key_of

TOPICS: dict[str, str] = {
    word: topic
    for topic, words in {
        "foreign": "foreign|external|exterior|diplomacy|diplomatic",
        "defence": "defence|defense|armed forces|war|military",
        "interior": "interior|internal affairs|home affairs|home|home department|internal security",
        "finance": "finance|finances|treasury|exchequer|financial|fiscal|budget",
        "economy": "economy|economic|economics",
        "justice": "justice|law|legal affairs",
        "health": "health|public health|healthcare",
        "education": "education|schools|higher education",
        "environment": "environment|environmental|ecology|ecological|climate",
        "energy": "energy|electricity|power",
        "oil": "oil|petroleum|hydrocarbons",
        "trade": "trade|commerce|commercial|foreign trade|international trade",
        "industry": "industry|industries|industrial|business",
        "agriculture": "agriculture|agricultural|farming|rural affairs|food|livestock|fisheries",
        "labour": "labour|labor|employment|work|pensions|manpower",
        "transport": "transport|transportation|transports|railways|aviation",
        "culture": "culture|cultural|arts|heritage",
        "information": "information|press|media|broadcasting",
        "communications": "communications|communication|telecommunications|telecom|posts|digital",
        "tourism": "tourism", "sport": "sport|sports", "science": "science|research|technology",
        "housing": "housing|urban development|construction", "development": "development|international development",
        "security": "security|national security|public security|state security|homeland|homeland security",
        "intelligence": "intelligence", "women": "women|gender|equality", "youth": "youth|children|family|families",
        "water": "water|irrigation", "mining": "mining|mines|mineral|natural resources",
        "emergencies": "emergency|emergencies|emergency situations|disaster|civil defence",
        "migration": "migration|immigration|refugees|border", "planning": "planning",
        "infrastructure": "infrastructure|public works|works", "religion": "religious|religion|islamic affairs",
        "europe": "europe|european|european affairs|brexit|exiting european union", "veterans": "veterans",
        "social affairs": "social|welfare|social affairs", "police": "police|policing",
        "local government": "local government|communities|regions|regional", "space": "space",
    }.items()
    for word in words.split("|")
}  # fmt: skip
"""Words of a ministry's name -> its field. Longest words count first ("foreign trade" is trade)."""

_TOPIC = "|".join(sorted((re.escape(word) for word in TOPICS), key=len, reverse=True))
_FIELDS = re.compile(rf"\b({_TOPIC})\b")
_DEPUTY = re.compile(
    r"^(?:(?:first|senior|second|principal|parliamentary|acting|interim|chief) )*"
    r"(?:deputy|vice|assistant|associate|under|undersecretary|junior|alternate|shadow|parliamentary)\b ?"
)
_ACTING = re.compile(
    r"^(?:acting|interim|caretaker|provisional|transitional|transition|incumbent|federal|union|"
    r"honourable|hon|his excellency|current|the|newly elected|elected|"
    r"state(?= president)|national(?= president)) (?=\w)"
)
# The head must stand before any "of": "Inspector General of the Department of State" is no minister.
_MINISTER = re.compile(r"^(?:(?!of |for |to |in |at )\w+ ){0,6}(?:ministers?|secretary|secretaries)\b")
_CHIEF = re.compile(r"\b(?:chief|boss|czar|tsar|supremo)$")
_PLAIN = (
    # (title, role); the first that matches the whole title counts.
    (r"governor general(?: .*)?", "governor general"),
    (r"(?:vice president|vice presidency)(?: of .*)?|vp|veep", "vice president"),
    (r"(?:deputy|vice) (?:prime minister|premier|pm|chancellor)(?: .*)?|vice premier of .*|deputy head of government", "deputy prime minister"),
    (r"(?:chief minister|premier|prime minister|minister president) of (?!the (?:republic|state council|government|federation)\b|state council).*|"
     r"president of (?:the )?(?:\w+ )?(?:region|regional|province|provincial|generalitat|community|junta|principality|city|"
     r"autonomous|department|district)\b.*|(?:lieutenant |deputy )?governor (?:of|the) (?!(?:the )?(?:\w+ )*bank).*|"
     r"(?:regional|provincial) (?:governor|president|premier)|(?:wojewoda|prefect|intendant|akim|voivode)\b.*", "governor"),
    (r"(?:first|chief) minister", "first minister"),
    (r"prime minister(?: (?:and|of|for) .*)?|pm|premier(?: of .*)?|taoiseach|head of government|prime ministers|"
     r"president of (?:the )?(?:government|council of ministers|council of the ministers|ministerial council)(?: .*)?|minister president|"
     r"chair(?:man|woman|person)? of (?:the )?(?:council of ministers|government|cabinet)(?: of ministers)?|premiership|"
     r"prime minister.*|wazir .*|head of (?:the )?(?:cabinet|ministers)", "prime minister"),
    (r"(?:president|speaker|marshal|chair(?:man|woman|person)?|head) of (?:the )?(?:.* )?(?:senate|sejm|national assembly|parliament|"
     r"chamber(?: of .*)?|knesset|house.*|assembly|congress|bundestag|bundesrat|duma|state duma|sejm|rada|verkhovna rada|riksdag|"
     r"storting|folketing|majlis|legislative council|legislature|legislative .*|federal council|federation council|federal assembly|"
     r"national council|council of (?:representatives|states|federation)|supreme council|peoples .*|dail|seanad|eduskunta|"
     r"saeima|riigikogu|seimas|shura.*|consultative .*|parliamentary .*|consultative assembly|standing committee .*)|"
     r"(?:parliament(?:ary)?|senate|house|knesset|duma|rada|assembly|sejm|congress(?:ional)?) (?:speaker|president|chair(?:man|woman|person)?)|speaker|"
     r"presiding officer|leader of (?:the )?house of .*", "speaker"),
    (r"(?:chief justice|president of (?:the )?(?:supreme|constitutional|high|federal|court).*|chief judge)(?: of .*)?|chief justices", "chief justice"),
    (r"(?:attorney general|prosecutor general|general prosecutor|chief prosecutor|procurator general|"
     r"director of public prosecutions|state prosecutor|public prosecutor)(?: .*)?|state attorney", "attorney general"),
    (r"(?:.* )?(?:judge|justice) of (?:the )?.*|(?:supreme court|high court|constitutional) (?:justice|judge)|associate justice|judge|justice", "judge"),
    (r"(?:governor|president|chair(?:man|woman|person)?|head|chief|director) of (?:the )?(?:.* )?(?:central bank|national bank|reserve bank|"
     r"federal reserve.*|bundesbank|monetary authority.*|bank of .*|peoples bank.*|state bank.*|bank)|central bank (?:governor|chief|chair\w*|head|president)|"
     r"(?:fed|federal reserve) (?:chair\w*|chief)", "central bank"),
    (r"(?:chief|head|chair(?:man|woman|person)?) of (?:the )?(?:joint |general |defence |defense |armed |army )*(?:staff|defence|defense|forces|"
     r"defence staff|general staff|army|armed forces|joint chiefs.*|defence forces?|staff of the army|chiefs of staff.*)(?: .*)?|"
     r"(?:supreme )?commander(?: in chief)?(?: of .*)?|commander (?:in chief|of) .*|(?:army|military|armed forces|navy|air force|naval) (?:chief|commander|head|boss)(?: .*)?|"
     r"chief of (?:the )?(?:naval|air|army|navy|air force|air staff|naval staff).*|inspector general of the (?:army|armed forces)", "military chief"),
    (r"(?:director|head|chief|chair(?:man|woman|person)?|director general)(?: general)? of (?:the )?(?:.* )?(?:intelligence.*|mossad|security service.*|"
     r"federal security service|shin bet|cia|fsb|mi5|mi6|gchq|secret (?:intelligence )?service|national security agency)|"
     r"(?:intelligence|spy|cia|fsb|mossad|mi5|mi6) (?:chief|director|head|boss|minister)|director of central intelligence", "intelligence chief"),
    (r"national security (?:advis[eo]r|council secretary|chief)(?: .*)?|secretary of (?:the )?(?:national )?security(?: and defen[cs]e)? council|"
     r"assistant to the president for national security affairs", "security adviser"),
    (r"(?:king|queen|emperor|empress|sultan|emir|amir|monarch|grand duke|grand duchess|sovereign|sovereign prince|prince of (?:monaco|liechtenstein)|"
     r"yang di pertuan agong|malik)(?: of .*)?", "monarch"),
    (r"crown prince(?: .*)?|heir(?: .*)?", "crown prince"),
    (r"first lady(?: of .*)?", "first lady"),
    (r"(?:supreme|paramount) leader(?: of .*)?|chair(?:man|woman)? of (?:the )?(?:state affairs commission|national defence commission)", "supreme leader"),
    (r"general secretary of (?:the )?.*party.*|(?:party )?(?:general secretary|first secretary)(?: of .*)?|first secretary of (?:the )?.*party.*", "party leader"),
    (r"head of state|president(?: of (?:the )?(?:(?:islamic |federal |peoples |people s |swiss |arab |russian |democratic )*(?:republic|federation|confederation|union|united states|nation|state|country)))?|"
     r"state president|presidents|potus|captain regent|president and .*|presidency|transitional president|federal president|chair(?:man|woman|person)? of (?:the )?(?:presidency|presidential (?:leadership )?council|"
     r"sovereignty council|transitional (?:military|sovereignty) council|military council)(?: .*)?|reichsprasident", "president"),
    (r"(?:permanent representative|ambassador|envoy|representative|u s representative|un ambassador|ambassador and permanent representative)"
     r"(?: of .*)? (?:to|at) (?:the )?(?:united nations|un|un new york|united nations in new york)|(?:un|united nations) (?:ambassador|envoy|representative)|"
     r"permanent representative to (?:the )?un.*|un representative", "ambassador:UN"),
    (r"(?:govt |government |presidential |ministry |state )?spokes(?:man|woman|person)(?: .*)?|press secretary(?: .*)?|government spokesperson", "spokesman"),
    (r"(?:mayor|lord mayor|city mayor|.* city mayor) of .*|mayor|lord mayor|.* mayor", "mayor"),
    (r"governor|president of .*|.* governor", "governor"),
    (r"(?:presidential |white house )?chief of staff(?: .*)?|head of (?:the )?(?:presidential|office of the president|president s|presidential) .*", "chief of staff"),
    (r"leader of (?:the )?(?:opposition|official opposition)|opposition leader|shadow prime minister", "opposition leader"),
    (r"(?:senator|congress(?:man|woman)|representative|lawmaker|legislator|member of (?:the )?(?:parliament|congress|senate|knesset|duma|house .*|national assembly|bundestag|lok sabha)|mp|mep|parliamentarian|"
     r"house majority leader|senate majority leader|majority leader|minority leader|house minority leader|senate minority leader)(?: .*)?", "legislator"),
)  # fmt: skip
_PLAIN_RULES = tuple((re.compile(title), role) for title, role in _PLAIN)
_ENVOY = re.compile(
    r"^(?:extraordinary |us |u s |special )*(?:ambassador|high commissioner|envoy extraordinary|minister plenipotentiary|"
    r"charge d ?affaires|permanent representative|special envoy|envoy|consul general|consul)\b(?:.*?\bto (?:the )?(?P<to>.+))?"
)
_OF_STATE = {
    # What a title means in one state and in no other: "the German chancellor" heads a government.
    ("chancellor", "DEU"): ("prime minister",), ("chancellor", "AUT"): ("prime minister",),
    ("federal chancellor", "DEU"): ("prime minister",), ("federal chancellor", "AUT"): ("prime minister",),
    ("chancellor of germany", "DEU"): ("prime minister",), ("chancellor of austria", "AUT"): ("prime minister",),
    ("vice chancellor", "DEU"): ("deputy prime minister",), ("vice chancellor", "AUT"): ("deputy prime minister",),
    ("chancellor", "GBR"): ("minister:finance",), ("chief executive", "HKG"): ("prime minister",),
    ("chief executive", "MAC"): ("prime minister",), ("secretary of state", "USA"): ("minister:foreign",),
    ("secretary", "USA"): ("minister:foreign",),
    ("attorney general", "USA"): ("attorney general", "minister:justice"), ("secretary of state", "VAT"): ("prime minister",),
    ("pope", "VAT"): ("monarch", "president"), ("state counsellor", "MMR"): ("prime minister",),
    ("state councillor", "MMR"): ("prime minister",), ("treasurer", "AUS"): ("minister:finance",),
    ("chief minister", "IND"): ("governor",), ("chief minister", "PAK"): ("governor",), ("first minister", "GBR"): ("first minister",),
    ("supreme leader", "IRN"): ("supreme leader",), ("tanaiste", "IRL"): ("deputy prime minister",),
    ("president of the government", "ESP"): ("prime minister",), ("minister of state", "MCO"): ("prime minister",),
    ("federal councillor", "CHE"): ("minister",), ("president of the confederation", "CHE"): ("president",),
    ("premier", "CAN"): ("governor",), ("premier", "AUS"): ("governor",),
    ("premier", "ZAF"): ("governor",),
}  # fmt: skip
_FOREIGN_TOO = re.compile(r"\b(?:international relations|foreign|external|exterior)\b(?! (?:trade|economic|aid|investment))")


@lru_cache(maxsize=16384)
def roles_of(title: str, country: str | None = None) -> tuple[str, ...]:
    """The roles that a title means, in the state if it matters.

    >>> roles_of("Minister of Europe and Foreign Affairs"), roles_of("Secretary of State", "USA")
    (('minister:foreign', 'minister:europe'), ('minister:foreign',))
    >>> roles_of("First Deputy Minister of Defence"), roles_of("President of the Senate")
    (('deputy minister:defence',), ('speaker',))
    """
    name = key_of(title)
    while (bare := _ACTING.sub("", name)) != name:
        name = bare
    if re.match(r"secretary of state for\b", name) and country != "GBR":
        name = f"junior {name}"
    if "spoke" in name or "press secretary" in name:
        return ("spokesman",)
    own = _OF_STATE.get((name, country or ""))
    if own:
        return own
    return _plain(name) or _envoys(name) or _ministers(name)


def _plain(name: str) -> tuple[str, ...]:
    for rule, role in _PLAIN_RULES:
        if rule.fullmatch(name):
            return (role,)
    return ()


def _envoys(name: str) -> tuple[str, ...]:
    match = _ENVOY.match(name)
    if not match:
        return ()
    return (f"ambassador:{match['to']}",) if match["to"] else ("ambassador",)


def _ministers(name: str) -> tuple[str, ...]:
    if "foreign office" in name:
        name = name.replace("foreign office", "foreign secretary")
    deputy = _DEPUTY.match(name)
    lesser = bool(deputy) or bool(
        re.search(r"\b(?:minister of state|state secretary|parliamentary secretary|minister delegate|"
                  r"under ?secretary|assistant secretary|deputy|junior minister|financial secretary|"
                  r"economic secretary|chief secretary|shadow|permanent secretary)\b", name)
    )  # fmt: skip
    rest = name[deputy.end() :] if deputy else name
    if "chancellor of the exchequer" in rest:
        return ("minister:finance",)
    if not _MINISTER.search(rest) and not _CHIEF.search(rest):
        return ()
    fields = [TOPICS[match.group(1)] for match in _FIELDS.finditer(rest)]
    if _FOREIGN_TOO.search(rest):
        fields = ["foreign", *(field for field in fields if field != "foreign")]
    elif "foreign" in fields:
        fields = [field for field in fields if field != "foreign"] or ["trade"]
    kind = "deputy minister" if lesser else "minister"
    return tuple(dict.fromkeys(f"{kind}:{field}" for field in fields)) or (
        (kind,) if "minister" in rest or "secretary of state" in rest else ()
    )


_WEIGHTS = {
    "president": 10, "prime minister": 10, "supreme leader": 10, "monarch": 9, "minister:foreign": 8,
    "vice president": 8, "minister:defence": 7, "crown prince": 6, "deputy prime minister": 6, "party leader": 7,
    "minister:finance": 6, "minister:interior": 6, "opposition leader": 6, "minister": 5, "speaker": 5,
    "first minister": 6, "first lady": 4, "security adviser": 5, "military chief": 5, "intelligence chief": 5,
    "central bank": 4, "attorney general": 4, "chief justice": 4, "ambassador:UN": 4, "spokesman": 4, "head": 8,
    "governor": 3, "mayor": 3, "legislator": 4, "ambassador": 2, "judge": 1, "deputy minister": 3,
    "governor general": 4, "chief of staff": 4, "chief minister": 4, "premier": 4,
}  # fmt: skip


def weight_of(role: str) -> int:
    """How prominent a role is, 0 to 10: of two who bear a name, the president is the likelier."""
    if role in _WEIGHTS:
        return _WEIGHTS[role]
    return _WEIGHTS.get(role.partition(":")[0], 1)


_SECTORS = {
    "speaker": "LEG", "legislator": "LEG", "chief justice": "JUD", "judge": "JUD", "military chief": "MIL",
    "intelligence chief": "SPY", "party leader": "PTY", "opposition leader": "OPP", "first lady": "ELI",
}  # fmt: skip


def sector_of_role(role: str) -> str:
    """The PLOVER sector of a role: GOV, unless it is one of parliament, courts, army or spies."""
    return _SECTORS.get(role, "GOV")
