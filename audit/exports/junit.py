"""JUnit XML: an article is a suite, its aligned sentences are tests, and one with flags has failed.

The form that build servers read, made with ``junitparser``. A test is called after its English sentences
(``e3``), or the Korean ones where there are none; what concerns the page as a whole is the test ``page``,
there only where it has failed. A failure's message is that of its gravest flag, its type that one's code; its
text has all of them, a line each. An article that could not be audited is an error.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from junitparser import Attr, Error, Failure, IntAttr, JUnitXml, TestCase, TestSuite

from audit.exports.of_run import of_article, relative
from audit.exports.xml_text import commented, xml_text
from audit.messages import message
from audit.records.bead import Bead
from audit.records.flag import Flag
from audit.records.result import ArticleResult
from audit.results.manifest import Problem
from audit.results.places import file_of, place_of

NAME = "junit"
SUFFIX = ".junit.xml"
MIME = "application/xml"
PAGE = "page"


class _Case(TestCase):
    """A test that knows where it is, as build servers take it."""

    file = Attr()
    line = IntAttr()


def of_run(results: Iterable[ArticleResult], problems: Iterable[Problem] = ()) -> bytes:
    """The suites of a run, UTF-8.

    Args:
        results: of its articles.
        problems: what could not be audited.
    """
    whole = JUnitXml("translation-provenance-audit")
    for result in results:
        suite = TestSuite(xml_text(result.article.id))
        for bead in result.beads:
            suite.add_testcase(_case(result, _name(result, bead), bead.id))
        if any(not flag.bead_id for flag in result.flags):
            suite.add_testcase(_case(result, PAGE, ""))
        whole.add_testsuite(suite)
    lost = TestSuite("not audited")
    for problem in problems:
        case = _Case(xml_text(problem.where), "not audited")
        case.result = [Error(xml_text(f"{problem.what}; {problem.remedy}."), "InputError")]
        lost.add_testcase(case)
    if len(lost):
        whole.add_testsuite(lost)
    whole.update_statistics()  # type: ignore[no-untyped-call]
    file = io.BytesIO()
    whole.write(file, pretty=True)
    return file.getvalue()


written = of_article(of_run, commented)


def _name(result: ArticleResult, bead: Bead) -> str:
    sentences = result.sentences(bead, "target") or result.sentences(bead, "source")
    return " ".join(sentence.id for sentence in sentences)


def _case(result: ArticleResult, name: str, bead_id: str) -> _Case:
    case = _Case(name, xml_text(result.article.id))
    if file := file_of(result)[0]:
        case.file = xml_text(relative(file))
    found = [flag for flag in result.flags if flag.bead_id == bead_id]
    if found:
        worst = max(found, key=lambda flag: (flag.severity.weight, flag.risk))
        if line := place_of(result, worst).line:
            case.line = line
        failure = Failure(xml_text(message(worst)), worst.code)
        failure.text = xml_text("\n".join(_line(result, flag) for flag in found))
        case.result = [failure]
    return case


def _line(result: ArticleResult, flag: Flag) -> str:
    where, words = place_of(result, flag).shown, message(flag)
    told = f"{flag.severity.value} {flag.category.value}: {words}" + (
        f" ({where})" if where else ""
    )
    return " ".join(told.split())
