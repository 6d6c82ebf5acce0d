"""Demands: words that begin with the verb of what is asked for, as they follow “The authorities should”."""

from __future__ import annotations

import re

_VERBS = frozenset(re.findall(r"\w+", """
    abide abolish abstain account acknowledge acquit act address adhere adjust admit adopt align allow amend announce
    annul answer apologise apologize apply appoint arrange ask assess assist assure attend avoid award ban begin
    believe bring build call cancel carry cease change check choose cite clarify close collect combat come commit
    commute compensate complete comply condemn conduct confirm consider consult continue cooperate correct count
    counter create cut deal decriminalise decriminalize defend define delete deliver demand demonstrate deny deploy
    desist detain develop devote disarm disband disclose discontinue dismantle dismiss dispose dissolve distinguish
    do draft draw drop educate elect eliminate empower enable encourage end enforce engage enhance enlarge ensure
    enter eradicate establish examine exclude exempt expand explain explore express extend extradite facilitate fight
    file fill finalise finalize finish fix follow forbid free fulfil fulfill fund further give grant grow guarantee
    halt hand handle harmonise harmonize have hear heed help hire hold honor honour host house identify implement
    improve include increase inform initiate insist instruct intensify intervene introduce investigate invite issue
    join keep know launch lay lead learn leave lend lessen let license lift limit list listen locate lower maintain
    make mandate mark match meet mention merge monitor move name narrow note notify observe obtain offer open oppose
    order organise organize outlaw overturn own pardon pass pay permit persuade place pledge post preclude prepare
    preserve press prevent print prioritise prioritize proceed process proclaim produce prohibit promote protect
    prove provide publicise publicize publish punish pursue push put quash question quit raise ratify reach react
    read rebuild receive recognise recognize recommend reconcile reconsider record recruit reduce refer reflect
    reform refrain refuse register regulate rehabilitate reinstate reject relax release relocate rely remain remedy
    remind remove renew renounce repair repeal replace reply report request require rescind resist resolve respect
    respond restore restrict resume rethink retract return reverse review revise revoke rewrite rule safeguard save
    say scrap secure see seek seize send separate set settle share shelter shorten show shut sign simplify solve spare
    speak specify speed spend spread staff stand start state step stop strengthen strike study submit sue summon
    supply support suspend sustain swiftly tackle take teach tell terminate test trace track train transfer translate
    transmit treat trust try turn unblock understand undertake unite update uphold urge use vacate value verify veto
    view visit void vote wait waive warn watch welcome widen win withdraw work write
"""))  # fmt: skip
_MADE = re.compile(
    r"(?:[a-z]{3,}(?:ise|ize|ify)|(?:re|de|un|dis|over|mis)[a-z]{4,}ate|[a-z]{4,}(?:inate|itate|icate|igate|olate|omote))"
)
_ADVERB = re.compile(
    r"^(?:[“”\"'*_\W]*)(?:(?:(?!reply|apply|comply|supply|rely|ally|multiply|imply|tally)[A-Za-z]+ly|also|further|once"
    r" more|again|never|not|without (?:any )?(?:further )?(?:delay|conditions?|exception)|"
    r"with immediate effect|as (?:a matter of urgency|soon as possible)|in particular|at once|first|in (?:law and (?:in"
    r" )?)?practice)(?:,| and)?\s+)*",
    re.I,
)
_NOUN_AFTER = re.compile(r"^(?:of|to the|by|is|are|was|were|has|have|must|should|between|against|into)\b", re.I)
_BOTH = frozenset(re.findall(r"\w+", """
    access account act address answer appeal award ban call change check close combat demand end exempt fight file
    follow free grant guarantee halt hand help hold honour house increase issue limit list mark match move name note
    order pardon pledge post print process produce question record reform release repeal report request respect
    return review rule share start state step stop study support test transfer turn update use value view visit vote
    watch work
"""))  # fmt: skip
_INTO = frozenset(
    ["report", "act", "work", "look", "engage", "move", "respond", "vote", "fight", "stand", "speak", "press", "push"]
)


def begins_with_verb(text: str) -> bool:
    """Tell whether words begin with a verb in the form that a demand has; adverbs may stand before it."""
    rest = _ADVERB.sub("", text.strip(), count=1)
    match = re.match(r"[A-Za-z]+(?:-[a-z]+)?", rest)
    if not match:
        return False
    verb = match[0].lower()
    after = rest[match.end() :].strip()
    if verb.startswith(("re-", "de-", "co-", "pre-")):
        verb = verb.partition("-")[2]
    if verb in _BOTH and _NOUN_AFTER.match(after) and not (verb in _INTO and not re.match(r"of\b", after)):
        return False
    return verb in _VERBS or _MADE.fullmatch(verb) is not None
