"""The measurement of exports by schemas; those here are made up, and nothing is valid by them."""

from __future__ import annotations

import pytest

from audit.bench import Settings
from audit.bench.exports import run
from audit.errors import InputError

SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}"/>'
NAMESPACES = {
    "xliff_core_2.0.xsd": "urn:oasis:names:tc:xliff:document:2.0",
    "metadata.xsd": "urn:oasis:names:tc:xliff:metadata:2.0",
    "itsm.xsd": "urn:oasis:names:tc:xliff:itsm:2.1",
    "its.xsd": "http://www.w3.org/2005/11/its",
}


@pytest.fixture
def schemas(tmp_path):
    folder = tmp_path / "schemas"
    folder.mkdir()
    for name, namespace in NAMESPACES.items():
        (folder / name).write_text(SCHEMA.format(namespace), encoding="utf-8")
    (folder / "tmx14.dtd").write_text("<!ELEMENT tmx EMPTY>", encoding="utf-8")
    (folder / "sarif-schema-2.1.0.json").write_text('{"required": ["nobody"]}', encoding="utf-8")
    return folder


def test_what_a_schema_does_not_know_is_not_valid(pair_folder, schemas):
    found = run(Settings("embedded", corpus=pair_folder, schemas=schemas))
    assert {figure.key: figure.value for figure in found} == {
        "exports.prov": 1.0,
        "exports.xliff": 0.0,
        "exports.tmx": 0.0,
        "exports.sarif": 0.0,
    }
    assert [figure.verdict for figure in found] == ["met", "missed", "missed", "missed"]


@pytest.mark.parametrize("name", ["itsm.xsd", "tmx14.dtd", "sarif-schema-2.1.0.json"])
def test_a_schema_that_is_not_there_is_a_clear_error(pair_folder, schemas, name):
    (schemas / name).unlink()
    with pytest.raises(InputError, match=rf"schema not found.*{name}|{name}.*schema not found"):
        run(Settings("embedded", corpus=pair_folder, schemas=schemas))


@pytest.mark.parametrize("name", ["itsm.xsd", "tmx14.dtd", "sarif-schema-2.1.0.json"])
def test_a_schema_that_is_none_is_a_clear_error(pair_folder, schemas, name):
    (schemas / name).write_text("<html>not found", encoding="utf-8")
    with pytest.raises(InputError, match=r"no XML Schema|no DTD|no JSON Schema"):
        run(Settings("embedded", corpus=pair_folder, schemas=schemas))
