"""Figures over articles, on both databases; expectations by hand."""

from __future__ import annotations

import pytest

from audit.records.decision import Action
from audit.review import article_figures, article_query
from audit.review.article_query import SORTABLE, Shown, Wanted
from audit.review.flag_query import FlagFilter

ALL = FlagFilter()


@pytest.fixture
def dated(filled, sql):
    """Articles ``a`` of March and ``b``, which has no title, of April; a draft each."""
    sql(
        filled,
        "UPDATE article SET published = '2025-03-21', penalty = 30, edited = 0.5, title = 'A', "
        "draft_errors = 3, draft_fixed = 2, desk = 'web' WHERE id = 'a'",
        "UPDATE article SET published = '20250402', penalty = 50, edited = 0.25, title = '', "
        "draft_errors = 1, draft_fixed = 0 WHERE id = 'b'",
    )
    return filled


def test_figures_are_those_of_the_articles(dated):
    assert article_figures.riskiest(dated, ALL, 1) == [("b", "20250402", 50.0)]
    assert article_figures.risk_by_month(dated, ALL) == [("202503", 30.0), ("202504", 50.0)]
    assert article_figures.edited(dated, ALL) == [(0.25, 1), (0.5, 1)]
    assert article_figures.edited_articles(dated, ALL) == [("A", 0.5), ("b", 0.25)]
    assert article_figures.mended(dated, ALL) == (4, 2)
    assert article_figures.mended_articles(dated, ALL, 1) == [("A", 3, 2)]


def test_figures_of_a_desk_are_of_it_alone(dated):
    web = FlagFilter(desks=("web",))
    assert article_figures.mended(dated, web) == (3, 2)
    assert article_figures.risk_by_month(dated, web) == [("202503", 30.0)]
    assert article_figures.mended(dated, FlagFilter(desks=("none",))) == (0, 0)


def test_articles_decided_on_are_those_of_the_log(dated, kim, on):
    assert article_figures.ids_decided_on(dated, ALL) == set()
    dated.append(kim, [on("b1", Action.ACCEPT)])
    assert article_figures.ids_decided_on(dated, ALL) == {"b"}
    assert article_figures.ids_decided_on(dated, FlagFilter(desks=("web",))) == set()


@pytest.mark.parametrize("sort", SORTABLE)
@pytest.mark.parametrize("falling", [True, False])
def test_the_article_beside_is_the_next_in_the_list(dated, kim, on, sort, falling):
    dated.append(kim, [on("a1", Action.ACCEPT)])
    wanted = Wanted(shown=Shown.ALL, sort=sort, falling=falling)
    first, second = (row["id"] for row in article_query.page_of(dated, wanted, 1, 9))
    assert article_query.beside(dated, wanted, first, 1) == second
    assert article_query.beside(dated, wanted, second, -1) == first
    assert article_query.beside(dated, wanted, first, -1) is None
    assert article_query.beside(dated, wanted, second, 1) is None
