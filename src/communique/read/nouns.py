"""Nouns that stand for people and bodies: the closed word lists of the mention rules.

Titles that go before a name, nouns for unnamed people, words that head an organisation's or an
agreement's name, the adjectives that may stand before them, and capitalised words that name
nobody. They tell where a mention begins and ends and of which kind it is; which sector or country
it means is for `resolve` to say.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set(
    "president vice-president vice premier prime minister pm chancellor king queen prince princess "
    "emperor emir sheikh sheik sultan pope cardinal archbishop bishop patriarch imam ayatollah "
    "rabbi reverend secretary undersecretary under-secretary secretary-general minister "
    "vice-minister vice-premier deputy ambassador envoy consul attache attaché governor mayor "
    "senator congressman congresswoman representative mp mep lawmaker legislator speaker chairman "
    "chairwoman chairperson chair chief head director director-general commissioner commander "
    "colonel major captain lieutenant sergeant admiral marshal brigadier corporal spokesman "
    "spokeswoman spokesperson leader co-leader professor judge justice prosecutor "
    "attorney lawyer ombudsman adviser advisor aide activist journalist correspondent reporter "
    "editor analyst expert coordinator counsellor counselor diplomat negotiator politician "
    "economist historian fm mr mrs ms miss dr prof gen lt col sgt capt sen rep gov rev adm "
    "brig maj sir lord lady dame baroness baron councillor councilor whip candidate strongman "
    "dictator ruler warlord tycoon businessman businesswoman oligarch executive ceo founder "
    "co-founder owner manager officer official inspector superintendent detective sheriff "
    "author writer poet singer actor pilot student protester mullah hojatoleslam "
    "maulana father sister principal researcher scientist lt-gen maj-gen brig-gen registrar "
    "general-secretary registrar-general attorney-general inspector-general prosecutor-general "
    "governor-general consul-general auditor-general vice-chancellor vice-chairperson surgeon-general "
    "commander-in-chief co-chair co-chairman vice-chairman vice-chair rapporteur chairmen "
    "counterpart premier-designate general mediator monitor observer veteran dissident "
    "soldier rebel fighter separatist militant gunman chief-of-staff cleric priest "
    "engineer doctor photographer eyewitness farmer nurse trader blogger lecturer artist musician teacher worker resident retiree pensioner witness"
)
"""Nouns for one person, which may stand before a name or for it."""

TITLE_PARTS = _set(
    "foreign interior defence defense finance economy economic trade justice culture health "
    "education energy agriculture transport transportation environment information labour labor "
    "police army navy naval military security intelligence press state home internal external "
    "affairs security public relations union party opposition government cabinet parliament parliamentary senate house "
    "minority majority congress congressional national federal regional provincial local general "
    "executive first deputy vice chief special political presidential court supreme high district "
    "human rights policy election electoral election bank central news agency company football "
    "club team campaign mission delegation peace un eu us uk nato osce diplomatic commission "
    "committee council permanent assistant associate lead senior junior shadow crown grand board "
    "state's strategic nuclear space oil gas development social affairs industry tourism sports "
    "anti-corruption counter-terrorism air force task spiritual religious student church muslim "
    "city town village county border coast guard customs prison rebel separatist guerrilla "
    "protest faculty university political legal financial media communications technology"
)
"""Words before a title, part of the office: "deputy foreign minister", "police director"."""

MODIFIERS = _set(
    "top senior junior former ex ex- new newly appointed elected acting interim outgoing incoming current "
    "then late veteran high-ranking ranking leading self-declared self-proclaimed so-called "
    "self-styled unnamed unidentified anonymous unknown armed masked heavily partly uniformed "
    "pro-government anti-government radical extremist nationalist ultranationalist islamist "
    "muslim christian jewish arab kurdish western eastern northern southern central european asian "
    "african latin north south east west local regional national federal international foreign "
    "domestic civilian military paramilitary political religious ethnic tribal communist socialist "
    "liberal conservative democratic republican right-wing left-wing far-right far-left "
    "ruling governing opposition allied coalition joint special elite regular rebel separatist "
    "pro-russian pro-moscow pro-western pro-european pro-eu pro-kiev pro-kyiv anti-kiev "
    "pro-ukrainian pro-ukraine pro-russia "
    "young old other main key major chief official diplomatic parliamentary presidential "
    "government state party police army navy air ground border coast riot secret human civil "
    "independent free private public long-time longtime influential prominent popular "
    "anti-war peaceful angry suspected alleged accused wounded injured captured detained two-term "
    "three-term disgraced ousted deposed fugitive exiled jailed imprisoned controversial "
    "provisional caretaker breakaway self-defence self-defense volunteer british-born legal "
    "financial nuclear intelligence security interior defence defense finance trade "
    "peacekeeping rights aid relief news media eu un us uk nato osce well-informed "
    "respected"
)
"""Words that may stand before a noun for people and belong to it."""

DETERMINERS = _set(
    "the a an this that these those some many several any all both most few other another each "
    "every no two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty"
    " sixty seventy eighty ninety hundred thousand million dozens hundreds thousands "
    "one scores his her its their our my your certain various numerous"
)

GROUPS = _set(
    "officials ministers presidents leaders diplomats envoys ambassadors spokesmen spokespersons "
    "spokespeople sources source authorities authority lawmakers mps meps legislators senators deputies "
    "representatives delegates negotiators mediators observers monitors inspectors experts analysts "
    "advisers advisors aides allies partners governments states nations countries powers "
    "troops forces soldiers servicemen servicewomen paratroopers paratroops marines sailors pilots airmen commandos "
    "conscripts officers commanders generals peacekeepers guards army military navy militia "
    "militias militants gunmen rebels insurgents guerrillas guerillas fighters separatists "
    "terrorists extremists islamists jihadists mercenaries volunteers partisans warlords bandits "
    "nationalists loyalists secessionists hackers pirates police policemen prosecutors judges "
    "lawyers investigators detectives protesters protestors demonstrators marchers rioters "
    "activists campaigners dissidents opponents supporters followers critics backers students "
    "workers teachers journalists reporters correspondents editors media newspapers agencies "
    "civilians residents villagers citizens people voters families refugees migrants "
    "prisoners detainees hostages inmates men women children doctors medics scientists historians "
    "economists businessmen businesspeople traders farmers miners drivers fishermen tourists "
    "witnesses eyewitnesses survivors relatives victims politicians parties members "
    "opposition government parliament cabinet administration regime junta presidency ministry "
    "embassy consulate delegation mission commission committee council court tribunal "
    "side sides organisers organizers groups group crowd crowds mob coalition "
    "personnel paramilitaries vigilantes convoy units unit battalion brigade fleet warplanes "
    "jets warships helicopters aircraft missiles tanks clerics bishops priests imams muslims "
    "christians jews kurds tatars immigrants expatriates nationals foreigners youths "
    "statement report spokesmen company firm bank"
)
"""Nouns for unnamed people and for bodies that are named by their kind alone."""

BODIES = _set(
    "ministry department union party council committee agency bank university court commission "
    "front army forces force organization organisation association federation league alliance "
    "institute center centre group corporation company corp inc ltd llc co committee bureau office "
    "parliament congress senate assembly house duma rada knesset bundestag administration "
    "government cabinet authority police guard guards navy corps brigade battalion division "
    "regiment directorate service services fund foundation society movement coalition "
    "network news times post press tribune gazette herald guardian agency television tv radio "
    "board tribunal academy college school hospital church mission embassy consulate secretariat "
    "chamber delegation task team squad club ministry industries airlines airways bloc pact "
    "community commonwealth nations brotherhood militia resistance liberation tigers "
    "observatory watch international crescent cross initiative forum summit "
    "presidency campaign trust conference confederation syndicate intelligence "
    "command staff headquarters organisation republic militia sector railways systems holdings "
    "partners bundesbank airline exchange journal magazine weekly daily website"
)
"""Words that head an organisation's name."""

AGREEMENTS = _set(
    "agreement agreements accord accords treaty protocol protocols memorandum convention pact "
    "declaration deal act charter resolution roadmap constitution package"
)

PLACES = _set(
    "sea ocean river lake strait straits bay gulf peninsula island islands mountains mountain "
    "airport street square avenue road bridge canal port province region oblast district county "
    "city valley desert coast border cape hills park palace castle stadium"
)

NO_NAMES = _set(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
    "forty fifty sixty seventy eighty ninety hundred thousand million "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter ramadan internet "
    "english god am pm i gmt edt est utc photo image file update video read watch "
    "related editor's note q a according meanwhile however"
)
"""Capitalised words that name nobody."""

STOP = _set(
    "the a an this that these those some many several any all both most few other another each "
    "every no not and or but nor so yet if when while after before since until because although "
    "though as at by for from in into of off on onto out over per than through to toward towards "
    "under up upon with within without about above across against along amid among around behind "
    "below beneath beside between beyond despite down during except following inside like near "
    "unlike via versus he she it they we i you him her them us me his its their our my your who "
    "whom whose which what where why how there here then thus also just only even still again "
    "more less much such same own once twice yes well now today yesterday tomorrow tonight one two "
    "three four five six seven eight nine ten is are was were be been being has have had do does "
    "did will would can could may might must shall should let's let it's that's there's he's "
    "she's don't didn't isn't can't won't asked speaking talking addressing earlier later "
    "last next first second third another instead indeed perhaps maybe moreover furthermore "
    "nevertheless nonetheless therefore hence otherwise besides overall recently currently "
    "previously finally eventually already never always often sometimes usually ever those "
    "according regarding concerning considering given including citing quoting quoted noting adding "
    "saying speaking responding commenting asked answering referring reacting writing "
    "reportedly apparently allegedly clearly obviously unfortunately fortunately hopefully "
    "meanwhile however whether both either neither unless whereas whenever wherever"
)
"""Words that begin no name, even where a sentence makes them begin with a capital."""

LINKERS = _set("of for on against in to")
"""Words inside the name of a body or office: "Council of Europe", "Organization for Peace"."""

PARTICLES = _set(
    "de da do dos das du del della delle di van von der den bin ibn al el ul la le ter ten ould "
    "y zu af av ben abu la los las"
)

SUBJECTS = _set(
    "security cooperation defence defense foreign culture education health justice science "
    "industry economy labour labor human peace development food social energy technology commerce "
    "finance transport crisis emergency emergencies trade sport sports tourism environment internal "
    "external home interior affairs rights monetary economic reconstruction welfare pensions "
    "agriculture forestry fisheries water communications information media youth family "
    "infrastructure research housing crime drugs migration refugees"
)
"""What bodies are for: an "and" between two of these is inside one name."""

NUMBER = re.compile(r"\d[\d.,]*$")
_PARTY_ADJECTIVE = re.compile(r".+(?:al|ary|ic|ive|ous|ern|wing|ist|led|backed|based|born)$")


@lru_cache(maxsize=16384)
def may_modify(low: str) -> bool:
    """Whether a lower-case word may belong to a noun for people that follows it.

    >>> may_modify("senior"), may_modify("pro-Kremlin".lower()), may_modify("told")
    (True, True, False)
    """
    return (
        low in MODIFIERS
        or low in TITLE_PARTS
        or low.startswith(("pro-", "anti-", "ex-", "then-"))
        or (len(low) > 5 and low not in STOP and _PARTY_ADJECTIVE.match(low) is not None)
    )
