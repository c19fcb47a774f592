"""The page's structured data, read back with rdflib; nothing is fetched."""

from __future__ import annotations

import json

from lxml import html
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from audit.exports.jsonld import written
from audit.records.article import Article, Metadata, Text
from audit.records.settings import DisclosurePolicy
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL
from tests.exports.made import META, accepted, entries, report_of

S = Namespace("https://schema.org/")
NONE = DisclosurePolicy()
DISCLOSURE = (
    "This article was originally written in Korean and translated with the help of generative AI "
    "tools, then edited by a native English-speaking editor."
)


def graph(report, policy=NONE):
    return Graph().parse(data=written(report, (), policy), format="json-ld")


def page(found):
    (article,) = found.subjects(S.inLanguage, Literal("en"))
    return article


def named(found, role):
    return [
        (str(found.value(person, RDF.type)), str(found.value(person, S.name)))
        for person in found.objects(page(found), S[role])
    ]


def test_the_page_is_a_news_article_that_translates_the_korean_one():
    found = graph(report_of())
    article = page(found)
    assert found.value(article, RDF.type) == S.NewsArticle
    assert found.value(article, S.headline) == Literal("Exports")
    assert found.value(article, S.datePublished) == Literal("2025-08-22")
    assert found.value(article, S.dateModified) == Literal("2025-08-23")
    assert found.value(article, S.url) == URIRef("https://hanbit.example/exports")
    original = found.value(article, S.translationOfWork)
    assert found.value(original, S.inLanguage) == Literal("ko")
    assert found.value(original, S.headline) == Literal("수출")


def test_people_are_those_of_the_metadata():
    found = graph(report_of())
    person, organisation = str(S.Person), str(S.Organization)
    assert named(found, "author") == [(person, "Cha Eun-seo")]
    assert named(found, "translator") == [(person, "Do Ji-hwan")]
    assert named(found, "editor") == [(person, "Rachel Winter")]
    assert named(found, "publisher") == [(organisation, "The Hanbit Daily")]


def test_what_nobody_says_is_not_there(auditor):
    pair = Article("a", Text("ko", ORIGINAL), Text("en", f"{PAGE}\n{DISCLOSURE}\n"))
    found = graph(auditor.audit(pair))
    article = page(found)
    for role in ("author", "translator", "editor", "publisher", "datePublished", "url"):
        assert found.value(article, S[role]) is None
    # The page discloses AI, and yet what kind of source it is only the newsroom can say.
    assert found.value(article, S.digitalSourceType) is None
    assert found.value(article, S.creditText) == Literal(DISCLOSURE)
    assert found.value(article, S.headline) == Literal(PAGE.splitlines()[0])


def test_the_newsroom_may_say_the_digital_source_type():
    found = graph(
        report_of(), DisclosurePolicy(digital_source_type="compositeWithTrainedAlgorithmicMedia")
    )
    assert found.value(page(found), S.digitalSourceType) == URIRef(
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    )


def test_no_text_ends_the_script_element():
    title = "</script><script>alert(1)</script><!-- & \u2028"
    report = report_of(meta=Metadata(title=title, translator="]]><!--<script>", byline="\ud800"))
    told = written(report).decode()
    tree = html.fromstring(
        f'<html><body><script type="application/ld+json">{told}</script><p>after</p></body></html>'
    )
    (found,) = tree.iter("script")
    assert [p.text for p in tree.iter("p")] == ["after"]
    told = json.loads(found.text)
    assert (told["headline"], told["translator"]["name"]) == (title, "]]><!--<script>")
    assert "<" not in found.text and "\u2028" not in found.text


def test_decisions_do_not_change_the_page():
    report = report_of(meta=META)
    assert written(report, entries(accepted("f3"))) == written(report)


def test_on_the_command_line_the_house_says_the_source_type(run, pair_folder, tmp_path):
    (tmp_path / "house.toml").write_text('digital_source_type = "humanEdits"\n', encoding="utf-8")
    (tmp_path / "audit.toml").write_text('disclosure = "house.toml"\n', encoding="utf-8")
    assert run("score", "in", "--out", "out", "--quiet").returncode == 0
    done = run("export", "budget", "--form", "jsonld")
    assert done.returncode == 0, done.stderr
    found = Graph().parse(data=done.stdout, format="json-ld")
    kinds = [str(kind) for kind in found.objects(page(found), S.digitalSourceType)]
    assert kinds == ["http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"]
