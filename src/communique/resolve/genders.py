"""Whether a name or a title tells of a man or a woman.

Takes a personal name and the title beside it, gives "m", "f" or "" (not told). A short list of
given names and gendered titles; most names tell nothing, and then pronouns decide.
"""

from __future__ import annotations

from typing import Literal

from communique.resolve.spellings import key_of

Sex = Literal["m", "f", ""]

_FEMALE_TITLES = frozenset(
    "mrs ms miss madam lady dame baroness queen princess empress duchess sister mother wife widow "
    "daughter spokeswoman chairwoman congresswoman businesswoman policewoman actress countess "
    "assemblywoman stateswoman woman girl grandmother".split()
)
_MALE_TITLES = frozenset(
    "mr sir lord baron king prince emperor pope sheikh sheik sultan imam ayatollah father brother "
    "son husband spokesman chairman congressman businessman policeman fisherman statesman mullah "
    "cardinal archbishop patriarch emir duke count assemblyman man boy hojatoleslam "
    "grandfather gunman".split()
)
_FEMALE = frozenset(
    "aisha alexandra alice alina alison amanda amy ana anastasia andrea angela angelina anita anna "
    "anne annegret annalena antje aung asma audrey barbara beatrice benazir beata bertha betty "
    "brigalia bridget camilla carla carmen carol carolina caroline carrie catherine cathy cecilia "
    "charlotte chandrika cherie christine claire clare clarissa claudia condoleezza cristina cynthia "
    "dalia daniela danielle deborah denise diana dilma dina dominique dorothy dunja elena eleanor "
    "eleni elisabeth eliza elizabeth ella ellen ellie emily emma erna eva eve evelyn fatima "
    "fatou federica fiona florence frances francesca gina gloria golda grace greta hanan hannah "
    "harriet heather helen helena helle hillary iveta indira inga ingrid irene irina isabel jane "
    "janet janice jacqui jacinda jean jeanine jennifer jen jessica jill joan joanna jody josephine "
    "joyce judith judy julia julie kaja kamala karen karin kate katherine kathleen kathy katya "
    "kellyanne kirsten kirstjen kristalina larissa larisa laura leila leni lesia liliane linda "
    "lindiwe lisa liudmyla liz ljudmila louise lucia lucy ludmila lyudmila madeleine maia manal "
    "margaret margarita margot margrethe maria mariam marianne mariya marie marina marine marta "
    "martha mary maryna maureen megan meghan melania melissa mette megawati merkel michele "
    "michelle mia micheline miriam monica morgan nadia nadezhda nancy naomi natalia natalie natalya "
    "nataliya navi nicola nicole nigar nikki nina nino oksana olga olena oleksandra patricia "
    "paula penny philippa portia priti purity rachel rebecca regina roberta rosa rosemary ruth "
    "sally salome samantha sandra sanna sara sarah sharon sheikha sheila shirley sigrid simone "
    "sonia sophia sophie stella stephanie sue susan susana svetlana sviatlana sylvia tamara "
    "tarja tatiana tatyana teresa theresa tulsi tzipi ursula valentina valerie vera veronica "
    "victoria viktoria violeta virginia viola wendy winnie yekaterina yelena yingluck yulia yuliya "
    "yvette yvonne zinaida zoe zuzana".split()
)
_MALE = frozenset(
    "aaron abdul abdullah adam adel ahmad ahmed alan albert aleksandar aleksander aleksandr "
    "alexander alexei alexey alberto alfred ali anatoly andrei andrew andriy andrzej angus anthony "
    "antonio antony arnold arsen arseniy arseny arthur ashraf bashar barack ben benjamin benyamin "
    "bernard bernie bill bob boris brad brett brian bruce carl carlos charles chris christian "
    "christopher chuck colin craig cyril dan daniel david dennis denis didier dick dmitri dmitry "
    "dmytro dominic dominique donald douglas ed eduard edward emmanuel eric erik ernesto eugene "
    "evo farooq felipe ferdinand fernando fidel francois francisco frank franz frank-walter fred "
    "gary geoffrey george gerald gerard gerhard gordon graham greg gregory guido gustavo guy "
    "hamid harold harry hassan heinz helmut henry herman hosni howard hugh hugo hussein ian igor "
    "ilham imran ivan jack jacques jake james jan jared javad javier jean-claude jeff jeffrey "
    "jens jeremy jerome jim jimmy joe joel john jon jonathan jorge jose josep joseph joshua juan "
    "juha julian junichiro justin karl keith ken kenneth kevin kofi kyriakos lars larry laurent "
    "lech leon leonid lindsey lloyd louis luis luiz lukas mahmoud manuel marc marco mario mark "
    "martin matteo matthew maurice max michael michel miguel mike mikhail milan mohamed mohammad "
    "mohammed morgan-tsvangirai moshe muhammad mykola narendra neil nelson nicholas nick nicolas "
    "nigel nikola nikolai nikolay nur olaf oleg oleh oleksandr oleksiy olusegun omar oscar osama "
    "pascal patrick paul pavel pavlo pedro peter petro petr phil philip philippe pierre piotr "
    "qasem radoslaw rafael ralph ramzan raymond recep rex richard rinat robert rodrigo roger roland "
    "romano ronald ronnie roy russell saddam salman sam samuel scott sean sebastian serge sergei "
    "sergey serhiy shimon silvio simon slobodan stanislav stefan stephen steve steven stuart tayyip "
    "ted terry thabo thomas tim timothy toby tom tomas tony trevor umar viktor victor vitali "
    "vitaliy vitaly vladimir vladislav vladyslav volodymyr vyacheslav walter warren wayne werner "
    "william winston wolfgang xavier yasser yevgeny yevhen yitzhak yuri yuriy yury yves "
    "zbigniew zoran joachim vadym robin volker tendai simon kostiantyn konstantin narciso "
    "arkady arkadiy maksim maxim denys taras roman ruslan artem bohdan ihor".split()
)


def sex_of(name: str, title: str = "") -> Sex:
    """ "m" or "f" where title or given name tells, else "".

    >>> sex_of("Jane Doe"), sex_of("Doe", "the ministry's spokesman"), sex_of("Doe")
    ('f', 'm', '')
    """
    beside = set(key_of(title).split())
    if beside & _FEMALE_TITLES:
        return "f"
    if beside & _MALE_TITLES:
        return "m"
    words = key_of(name).split()
    given = words[0] if len(words) > 1 else ""
    if given in _MALE:
        return "m"
    return "f" if given in _FEMALE else ""
