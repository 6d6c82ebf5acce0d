"""Who is protected is found in plain words, in whatever spelling, and no message tells the name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, render_github, render_json
from generator.base.text.searched import Searched
from generator.base.text.spellings import _LATIN, fold_words, join_words
from generator.paper.protected_forms import make_initials_pattern
from generator.paper.protected_values import Protected, Value, _list_encoded
from generator.paper.workspace import Workspace
from tests.support.examples import examples
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, edited, prose, told, write

HIDDEN = {
    "data/ruritania/cases/case-7.yaml": (
        "visibility: internal\n"
        "names:\n"
        "  preferred: Zhanna Yeshtayeva\n"
        "  native: {ru: Жанна Ештаева}\n"
        "  variants: [Janna Eshtaeva, Shanna Jeschtajewa]\n"
        "place: Strelsau\n"
        "occupation: nurse\n"
        "sources:\n"
        "  hidden-1: {kind: news, title: A nurse is asked again, url: https://example.org/nurse/of/zenda}\n"
        "timeline:\n"
        "  - {date: 2020-05, text: Her passport N 0481516 was taken from her at the border by men., by: hidden-1}\n"
    )
}
ASSUMED = {
    "data/ruritania/cases/case-8.yaml": (
        "names: {preferred: Michael Strelsauer, native: {ru: Михаил Штрельзауэр}, pseudonym: the printer}\n"
        "display: pseudonym\n"
        "basis: {already_public: gazette-1}\n"
    )
}
BY_INITIALS = {
    "data/ruritania/cases/case-9.yaml": (
        "names: {preferred: Antoinette Mauban}\ndisplay: initials\nbasis: {already_public: gazette-1}\n"
    )
}


def found(root: Path, words: str, changes: dict[str, str]) -> list[Diagnostic]:
    """Return what is said of protected words where the overview has these words."""
    write(root, changes | prose(words))
    return [p for p in assembled(root)[1] if p.kind is codes.PROTECTED_WORDS]


def test_a_surname_in_front_of_a_patronymic_is_the_surname(tmp_path: Path) -> None:
    hidden = {
        "data/ruritania/cases/case-6.yaml": "visibility: internal\nnames: {preferred: Strelsauer Anton Boris oğlu}\n",
        "data/ruritania/cases/case-5.yaml": (
            "visibility: internal\nnames: {preferred: Anton von und zu Hentzenau, family: von und zu Hentzenau}\n"
        ),
    }
    assert found(tmp_path, "They asked Strelsauer about it.", hidden)
    assert found(tmp_path, "They asked von und zu Hentzenau about it.", hidden)
    assert found(tmp_path, "They asked a certain oğlu about it.", hidden) == []


@pytest.mark.parametrize(
    "words",
    [
        "They asked Zhanna Yeshtayeva about it.",
        "They asked Yeshtayeva about it.",
        "They asked Janna Eshtaeva about it.",
        "They asked Shanna Jeschtajewa about it.",
        "They asked Жанна Ештаева about it.",
        "They asked Ештаеву about it.",
        "They asked ESHTAYEVA, Zhanna, about it.",
        "They asked Zhan\u00adna Yesh\u200btayeva about it.",
        "They asked **Zhanna** Yesh**tayeva** about it.",
        "They asked Ｚｈａｎｎａ Ｙｅｓｈｔａｙｅｖａ about it.",
        "They asked Zh\u0430nna Y\u0435shtayeva about it.",  # two letters are Cyrillic
        "They asked Yeshtayeva’s sister about it.",
        "They asked Y e s h t a y e v a about it.",
        "They asked Y.E.S.H.T.A.Y.E.V.A. about it.",
        "They read https://example.org/%59eshtayeva about it.",
        "They asked Zh. Y. and J. E. about it, and Z.Y. too.",
        "They read https://example.org/nurse/of/zenda about it.",
        "They read [a text](https://www.example.org/nurse/of/zenda) about it.",
        "They read “A Nurse Is Asked Again” about it.",
        "They saw the passport N 0481516 of somebody.",
        "They said.^[Her passport N 0481516 was taken from her at the border by men.]",
    ],
)
def test_a_hidden_person_in_plain_words_is_an_error_that_does_not_tell_who(words: str, tmp_path: Path) -> None:
    problems = found(tmp_path, words, HIDDEN)
    assert problems, words
    assert {p.severity for p in problems} == {"error"}
    assert {(p.origin.file, p.origin.line) for p in problems} == {(f"{BRIEFING}/overview.yaml", 5)}
    said = told(problems) + render_json(problems) + "".join(map(render_github, problems))
    for secret in ("hanna", "tayev", "taev", "0481516", "nurse", "Zh.", "таев"):
        assert secret.casefold() not in said.casefold()


def test_a_name_and_the_surname_in_it_are_one_slip(tmp_path: Path) -> None:
    both = "They asked Zhanna Yeshtayeva about it."
    assert [p.message.partition(" of ")[0] for p in found(tmp_path / "both", both, HIDDEN)] == ["the name"]
    alone = "They asked Yeshtayeva about it."
    assert [p.message.partition(" of ")[0] for p in found(tmp_path / "alone", alone, HIDDEN)] == ["the surname"]
    other = {"data/ruritania/cases/case-6.yaml": "visibility: internal\nnames: {preferred: Igor Yeshtayev}\n"}
    records = {p.help for p in found(tmp_path / "other", both, HIDDEN | other)}
    assert len(records) == 2  # of a relative of that surname it is told beside


@pytest.mark.parametrize(
    "words",
    [
        "They asked a nurse of Strelsau about it, in May 2020.",
        "They asked in Zenda, and Janna said so. Yes, Tayeva is a town.",
        "Her passport was taken.",
        "Z. Zapt said it, and the E.U. and the U.S. heard it.",
        "See https://example.org/nurse/of/strelsau.",
    ],
)
def test_what_is_ordinary_stops_nothing(words: str, tmp_path: Path) -> None:
    assert found(tmp_path, words, HIDDEN) == []


@pytest.mark.parametrize("words", ["Michael Strelsauer", "Strelsauer", "Михаил Штрельзауэр", "M. S.", "M.S."])
def test_a_real_name_beside_an_assumed_one_is_an_error(words: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"They asked {words} about it.", ASSUMED)
    assert not found(tmp_path, "They asked [the printer](case:case-8) about it.", ASSUMED)


def test_initials_may_be_printed_where_they_are_what_is_printed(tmp_path: Path) -> None:
    assert found(tmp_path, "They asked Antoinette Mauban about it.", BY_INITIALS)
    assert found(tmp_path, "They asked Antoinet-te Mau-ban about it.", BY_INITIALS)
    assert not found(tmp_path, "They asked [A. M.](case:case-9) about it.", BY_INITIALS)


def test_somebody_else_of_the_name_may_be_named(tmp_path: Path) -> None:
    other = edited(
        "data/ruritania/people.yaml",
        "hentzau:",
        "judge:\n  names: {preferred: Vera Yeshtayeva}\n  by: gazette-1\nhentzau:",
    )
    assert not found(tmp_path, "Judge Vera Yeshtayeva said so.[@gazette-1]", HIDDEN | other)
    assert found(tmp_path, "Zhanna Yeshtayeva said so.[@gazette-1]", HIDDEN | other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("native: {ru: Жанна Ештаева}", "native: {id: Dewi Lestariningsih}"),
        ("  hidden-1:", "  id: {kind: news, title: On Dewi Lestariningsih and her six sisters}\n  hidden-1:"),
        ("occupation: nurse", "occupation: {id: On Dewi Lestariningsih and her six sisters}"),
    ],
)
def test_a_text_is_protected_whatever_the_key_that_its_author_chose(old: str, new: str, tmp_path: Path) -> None:
    """`id` is Indonesian, and may be the id of a source."""
    hidden = {name: text.replace(old, new) for name, text in HIDDEN.items()}
    assert found(tmp_path, "They read “On Dewi Lestariningsih and her six sisters”.", hidden)


def test_a_place_in_several_languages_is_in_the_open_as_one_in_one(tmp_path: Path) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    open_court = edited(case, "court: Second Court", "court: {en: Yeshtayeva Court}")
    assert not found(tmp_path, "They met at Yeshtayeva Court.", HIDDEN | open_court)
    assert found(tmp_path, "They met Zhanna Yeshtayeva at court.", HIDDEN | open_court)


def test_those_who_may_see_the_record_may_read_the_name(tmp_path: Path) -> None:
    write(tmp_path, HIDDEN | prose("They asked Zhanna Yeshtayeva about it."))
    assert [p for p in assembled(tmp_path, "internal")[1] if p.kind is codes.PROTECTED_WORDS] == []


@pytest.mark.parametrize(
    "change",
    [
        edited(f"{BRIEFING}/edition.yaml", "title: Key concerns in Ruritania", "title: The case of Yeshtayeva"),
        edited(f"{BRIEFING}/edition.yaml", "keywords: [Ruritania]", "keywords: [Yeshtayeva]"),
        edited(f"{BRIEFING}/expression.yaml", "title: The press", "title: Yeshtayeva and the press"),
        edited(f"{BRIEFING}/expression.yaml", "title: The law on slander", "title: The law on Yeshtayeva"),
        edited(
            f"{BRIEFING}/prisoners.yaml", "caption: Those who are held", "caption: Those who are held with Yeshtayeva"
        ),
        edited("data/ruritania/cases/rassendyll.yaml", "occupation: journalist", "occupation: friend of Yeshtayeva"),
        edited("data/ruritania/recommendations.yaml", "Release those who are held.", "Release Yeshtayeva."),
        edited("data/ruritania/sources.yaml", "kind: monitoring,", "kind: monitoring, title: On Yeshtayeva,"),
    ],
)
def test_whatever_prints_it_is_searched(change: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, HIDDEN | change)
    problems = [p for p in assembled(tmp_path)[1] if p.kind is codes.PROTECTED_WORDS]
    assert problems
    assert "tayeva" not in told(problems)


def test_no_help_proposes_a_protected_name(tmp_path: Path) -> None:
    write(
        tmp_path, HIDDEN | ASSUMED | prose("They asked [Yeshtayeva](case:case-77), [Mikhail Shtrelzauer](case:case-8).")
    )
    said = told(assembled(tmp_path)[1])
    assert "R101" in said or "R1" in said
    for secret in ("tayeva", "Strelsauer", "Shtrelzauer"):
        assert secret not in said


def test_nothing_is_protected_where_everything_is_open(tmp_path: Path) -> None:
    assert not Workspace(write(tmp_path), [EDITION]).protected("public")
    assert "visibility: public" in FILES["data/ruritania/defaults.yaml"]


NAMES = st.text("abcdefghijklmnoprstuvzжшщчцхйюяеёөүқңғі", min_size=4, max_size=12)


@pytest.mark.slow
@given(
    NAMES,
    NAMES,
    st.lists(NAMES, max_size=4),
    st.lists(NAMES, max_size=4),
    st.sampled_from(" \n-’,"),
    st.integers(0, 12),
)
def test_a_name_is_found_wherever_it_stands(
    one: str, other: str, before: list[str], after: list[str], between: str, at: int
) -> None:
    name = join_words(fold_words(f"{one} {other}"))
    broken = f"{one[:at]}\u00ad{one[at:]}".title() if at else one
    text = " ".join([*before, f"{broken}{between}{other.upper()}", *after])
    assert Searched([name]).find(text) == {name}


@given(st.text(alphabet="aZ9 -_.\n\0\x1c\x7f%ж\u2028\u00a0ß", max_size=8))
def test_words_are_letters_and_digits_whatever_stands_between(text: str) -> None:
    whole = text.casefold().replace("ж", "zh")
    assert fold_words(text) == [word for one in re.findall("[a-z0-9]+", whole) for word in fold_words(one)]


@given(
    st.text(max_size=12)
    | st.lists(st.sampled_from(["a", "é", "ж", "e\u0301\u0323", "漢", "\ud800", "\0"])).map("".join)
)
def test_letters_beyond_ascii_are_in_latin_ones_those_that_stand_together_at_once(text: str) -> None:
    latin = re.sub("[^\0-\x7f]+", lambda m: unicodedata.normalize("NFKD", m[0]).translate(_LATIN), text)
    assert latin.isascii()
    assert fold_words(text) == fold_words(latin)


@pytest.mark.slow
@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(NAMES, min_size=1, max_size=8))
def test_what_is_found_stands_there(names: list[str], words: list[str]) -> None:
    folded = ["".join(fold_words(name)) for name in names]
    whole = "".join("".join(fold_words(word)) for word in words)
    assert all(name in whole for name in Searched(name for name in folded if len(name) > 2).find(" ".join(words)))


PIECES = ["Zaptinov", "zap", "Z", "a", "p", "Ov", "R.R.", "B. C.", "\0", " ", " ", " ", "%5Aap", "x" * 9]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=6)


@given(
    st.lists(st.sampled_from(["%41", "%D0%96", "%", "%zz", "a", "B", " ", "\n", "\u00a0", "\x1c", "\0", "/"])).map(
        "".join
    )
)
def test_words_with_letters_as_addresses_write_them_are_found_whole(text: str) -> None:
    words = [word for word in text.split() if re.search("%[0-9A-Fa-f]{2}", word)]
    assert [*_list_encoded(text)] == words


@given(TEXTS, st.booleans())
def test_something_stands_in_many_texts_where_it_stands_in_one_of_them(texts: list[str], prose: bool) -> None:
    forms = [(join_words(fold_words(name)), "name") for name in ("Zaptinov", "Zapo", "Apov")]
    forms += [(make_initials_pattern(letters), "initials") for letters in ("R.R.", "B.C.", "C.")]
    protected = Protected((form, Value(kind, "cases/one", Origin("one"))) for form, kind in forms)
    find = protected.find_in_prose if prose else protected.find
    assert protected.stands_in_any(texts, prose) == any(map(find, texts))


@given(
    st.lists(st.sampled_from(["A.B.", "B.C.", "C.", ".D.", "-.E.", "\\.F."]), max_size=4),
    st.lists(st.sampled_from(["A.", "B.", "C.", " ", "a", ".", "D.", "-.", "E.", "\\.", "F.", "\n"])).map("".join),
)
def test_initials_are_found_as_one_pattern_of_all_finds_them(letters: list[str], text: str) -> None:
    patterns = [make_initials_pattern(one) for one in letters]
    protected = Protected((form, Value("initials", "cases/one", Origin(form))) for form in patterns)
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(dict.fromkeys(patterns))})(?!\w)") if patterns else None
    found = {make_initials_pattern(one[0]) for one in whole.finditer(text)} if whole else set()
    assert {value.origin.file for value in protected.find_in_prose(text)} == found & set(patterns)


@pytest.mark.parametrize(
    "words",
    [
        "Z a p t i n o v",
        "(Z. A. P. T. I. N. O. V.)",
        "im Z_a_p_t_i_n_o_v",
        "З  а  п  т  и  н  о  в",
        "al-Zap Tinov",
        "Za Pt in ov",
    ],
)
@pytest.mark.parametrize("beside", ["", "I saw a - b. ", "Zapt "])
def test_letters_that_stand_apart_are_a_word_wherever_it_stands(words: str, beside: str) -> None:
    searched = Searched([join_words(fold_words(name)) for name in ("Zaptinov", "Zap", "Pterin", "Ov Beside")])
    assert join_words(fold_words("Zaptinov")) in searched.find(f"{beside}\n{words}\n{beside}")


@pytest.mark.parametrize(
    ("kept", "printed"),
    [
        ("+44 20 7946 0958", ["020 7946 0958", "+44 20 7946 0958", "0044 20 7946 0958", "(020) 79460958"]),
        ("+7 701 000 00 01", ["8 701 000 00 01", "87010000001", "701-000-00-01", "+7 (701) 0000001"]),
        ("8 701 000 00 01", ["+7 701 000 00 01", "+77010000001", "701 000 00 01"]),
    ],
)
def test_a_telephone_is_found_however_it_is_dialled(kept: str, printed: list[str], tmp_path: Path) -> None:
    name = next(iter(HIDDEN))
    hidden = {name: HIDDEN[name].replace("place: Strelsau", f'place: "{kept}"')}
    for number in printed:
        assert found(tmp_path, f"They called {number} in vain.", hidden), number
    assert not found(tmp_path, "They paid 7 701 000 crowns, and 8 701 000 more.", hidden)


def find_everywhere(forms: list[str], words: list[str]) -> set[str]:
    """Return the forms that begin where a word does, with all words laid side by side, and end where one does or after
    an ending."""
    letters, starts, ends = "", [], []
    for word in words:
        merged = bool(letters) and word[0] == letters[-1] and not word[0].isdigit()
        starts.append(len(letters) - merged)
        letters += word[merged:]
        ends.append(len(letters))
    return {
        form
        for form in forms
        for start in starts
        for more in range(5 if len(form) >= 6 and not form.isdigit() else 1)
        if letters.startswith(form, start) and start + len(form) + more in ends
    }


SHORT_WORDS = st.text(alphabet="abz01", min_size=1, max_size=7)


@given(st.lists(SHORT_WORDS, max_size=6), st.lists(SHORT_WORDS, max_size=12), st.integers(0, 8), st.integers(1, 6))
@settings(max_examples=examples(2000, 300))
def test_a_word_is_found_as_if_it_was_tried_at_each_word(
    names: list[str], words: list[str], at: int, long: int
) -> None:
    text = " ".join(words)
    names = [*names, "".join(words[at : at + long])]  # one that stands there, most of the time
    forms = [form for name in names if len(form := join_words(fold_words(name))) > 2]
    assert Searched(forms).find(text) == find_everywhere(forms, fold_words(text))
