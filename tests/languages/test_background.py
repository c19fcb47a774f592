"""Background that editors add: what counts as an aside, and which sentences only explain."""

import pytest

from audit.languages.en.background import explains, is_aside

ASIDES = [
    ("The lowest rate was in Sejong, the administrative city.", "the administrative city"),
    ("Kim, a former prosecutor, resigned on Monday.", "former prosecutor"),
    ("The ruling Workers' Party met.", "ruling"),
    ("It was signed at Panmunjom, which is in the Demilitarized Zone.", "Demilitarized Zone"),
    ("The law, enacted in 2016, bans such gifts.", "in 2016"),
    ("The Rodong Sinmun (the party's newspaper) reported it.", "party's newspaper"),
]


@pytest.mark.parametrize(("english", "words"), ASIDES)
def test_an_apposition_an_epithet_or_a_year_is_an_aside(english, words):
    start = english.index(words)
    assert is_aside(english, start, start + len(words))


REPORTED = [
    ("The ministry delayed the plan indefinitely.", "indefinitely"),
    ("Kim, who had promised to stay, resigned.", "promised to stay"),
    ("The company fired 200 workers, and the union protested.", "the union protested"),
    ("He apologized, kneeling before the families.", "kneeling"),
]


@pytest.mark.parametrize(("english", "words"), REPORTED)
def test_what_is_reported_is_no_aside(english, words):
    start = english.index(words)
    assert not is_aside(english, start, start + len(words))


@pytest.mark.parametrize(
    "english",
    [
        "Chungju, a city southeast of Seoul, is one of Korea's best-known apple-growing areas.",
        "The Rodong Sinmun is the official newspaper of the ruling Workers' Party.",
        "Jeonse is a type of lease in which a tenant pays a lump-sum deposit.",
        "Yongbyon is home to the North's main nuclear complex.",
    ],
)
def test_a_sentence_that_says_what_a_thing_is_explains(english):
    assert explains(english)


@pytest.mark.parametrize(
    "english",
    [
        "The minister is the target of an investigation, prosecutors said.",
        "Park was arrested on Monday.",
        "The company lost 2.3 trillion won.",
        "Residents are angry.",
        "“This is the worst day of my life,” he said.",
    ],
)
def test_a_sentence_that_reports_does_not(english):
    assert not explains(english)
