"""Analysed pairs for the tests of the contextual model, with links given by hand."""

from __future__ import annotations

import random
import re
from functools import cache

import torch
from safetensors.torch import save_file

from audit.languages.en.parse import parsed
from audit.languages.ko.morphemes import morphemes
from audit.training.contextual.changes import edited
from audit.training.contextual.material import Prepared
from audit.training.contextual.tools import Look, Tools
from audit.training.contextual.trunk import MEANS, UPPER, UPPER_WEIGHTS, WIDTH
from audit.training.pairs import Pair

SOURCE = "train/park_news_dev"


def analysed(ko: str, en: str, links: str = "") -> Prepared:
    """A pair; each of ``links`` is an English token, a slash, and the start of its Korean word."""
    words = tuple(match.span() for match in re.finditer(r"\S+", ko))
    tokens = parsed(en).tokens
    found = []
    for link in links.split():
        english, korean = link.split("/")
        i = next(i for i, t in enumerate(tokens) if t.text == english)
        j = next(j for j, (a, b) in enumerate(words) if ko[a:b].startswith(korean))
        found.append((i, j, 0.9))
    return Prepared(ko, en, SOURCE, morphemes(ko), tokens, words, tuple(found))


@cache
def pairs() -> dict[str, Prepared]:
    """Some pairs by name."""
    return {
        "thief": analysed(
            "경찰이 어제 도둑을 잡았다.",
            "The police caught a thief yesterday.",
            "police/경찰 caught/잡 thief/도둑 yesterday/어제",
        ),
        "kim": analysed(
            "김민수는 회사를 떠났다.",
            "Kim Minsu left the company.",
            "Kim/김민수 Minsu/김민수 left/떠 company/회사",
        ),
        "met": analysed(
            "김민수는 서울에서 이동욱을 만났다.",
            "Kim Minsu met Lee Dongwook in Seoul.",
            "Kim/김민수 Minsu/김민수 met/만 Lee/이동욱 Dongwook/이동욱 Seoul/서울",
        ),
        "prices": analysed(
            "물가가 3.5% 올라 1,000원이 되었다.",
            "Prices rose 3.5 percent to 1,000 won.",
            "Prices/물가 rose/올라 3.5/3.5 1,000/1,000",
        ),
        "minister": analysed(
            "장관은 경제가 회복될 것이라고 말했다.",
            "The minister said that the economy will recover.",
            "minister/장관 said/말 economy/경제 recover/회복",
        ),
        "bridge": analysed(
            "오래된 다리가 무너졌지만, 아무도 다치지 않았다.",
            "The bridge, which was old, collapsed, but nobody was hurt.",
            "bridge/다리 old/오래 collapsed/무너 hurt/다치지",
        ),
        "oppose": analysed(
            "야당은 예산안에 반대하지 않았다.",
            "The opposition did not oppose the budget.",
            "opposition/야당 oppose/반대 budget/예산",
        ),
        "kimchi": analysed(
            "그는 아침에 매운 김치를 먹는다.",
            "He eats spicy kimchi in the morning.",
            "eats/먹 spicy/매운 kimchi/김치 morning/아침",
        ),
        "libraries": analysed(
            "서울시는 부산에 새 도서관 12곳을 지을 계획이라고 밝혔다.",
            "Seoul said that it plans to build 12 new libraries in Busan.",
            "Seoul/서울 said/밝 plans/계획 build/지을 12/12 new/새 libraries/도서관 Busan/부산",
        ),
        "budget": analysed(
            "정부는 22일 내년도 예산안을 국회에 제출했다.",
            "The government submitted next year's budget to parliament on the 22nd.",
            "government/정부 submitted/제출 next/내년 year/내년 budget/예산 parliament/국회 22nd/22",
        ),
    }


@cache
def tools() -> Tools:
    """Word lists of these pairs, each met twice."""
    lexicon = [
        Pair("이지영", "Lee Jiyoung", "lexicon/transliteration_muik"),
        Pair("떠나다", "to depart", "lexicon/krdict_nikl"),
    ]
    return Tools([*pairs().values()] * 2, lexicon)


def drawn(kind, pair, given=None, times=80):
    """The changes of a kind that are drawn, each once."""
    look = Look(pair)
    found = [kind.draw(look, given or tools(), random.Random(seed)) for seed in range(times)]
    return [*dict.fromkeys(change for change in found if change)]


def english(pair, change):
    """The English after a change."""
    return edited(pair.en, change.en).text


def korean(pair, change):
    """The Korean after a change."""
    return edited(pair.ko, change.ko).text


def random_trunk(folder, seed=1):
    """Write weights of the layers above a trunk, and the means of the sides, drawn at random."""
    draw = torch.Generator().manual_seed(seed)
    shapes = {
        "attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (4 * WIDTH, WIDTH), "output.dense": (WIDTH, 4 * WIDTH),
    }  # fmt: skip
    state = {}
    for layer in range(UPPER):
        for name, shape in shapes.items():
            state[f"{layer}.{name}.weight"] = torch.randn(shape, generator=draw) * 0.03
            state[f"{layer}.{name}.bias"] = torch.randn(shape[0], generator=draw) * 0.03
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            state[f"{layer}.{name}.weight"] = torch.ones(WIDTH)
            state[f"{layer}.{name}.bias"] = torch.zeros(WIDTH)
    save_file(state, folder / UPPER_WEIGHTS)
    means = {side: torch.randn(WIDTH, generator=draw) * 0.1 for side in ("ko", "en")}
    save_file(means, folder / MEANS)
    return folder
