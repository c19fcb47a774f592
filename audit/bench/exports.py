"""Whether the exports of the sample corpus are valid by the schemas that their standards publish.

The schema of PROV-JSON comes with the ``prov`` library. Those of XLIFF 2.1 and TMX 1.4b are not ours to
pass on: ``--schemas`` names a folder with ``xliff_core_2.0.xsd`` and the schemas of the modules beside it, as
OASIS publishes them (docs.oasis-open.org/xliff/xliff-core/v2.1/os/schemas), with ``tmx14.dtd`` and with
``sarif-schema-2.1.0.json`` (docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import jsonschema
from lxml import etree

from audit.bench import Figure, Settings, articles
from audit.errors import InputError
from audit.exports import forms
from audit.records.settings import DisclosurePolicy

METHOD = (
    "Every form of every article in corpora/. XLIFF, TMX and SARIF are validated only with --schemas DIR, "
    "a folder with xliff_core_2.0.xsd, its modules, tmx14.dtd and sarif-schema-2.1.0.json."
)
_XLIFF = {
    "urn:oasis:names:tc:xliff:document:2.0": "xliff_core_2.0.xsd",
    "urn:oasis:names:tc:xliff:metadata:2.0": "metadata.xsd",
    "urn:oasis:names:tc:xliff:itsm:2.1": "itsm.xsd",
    "http://www.w3.org/2005/11/its": "its.xsd",
}
_TMX = "tmx14.dtd"
_SARIF = "sarif-schema-2.1.0.json"
_NO_NETWORK = {"resolve_entities": False, "no_network": True}
Valid = Callable[[bytes], bool]


def run(settings: Settings) -> list[Figure]:
    """The share of valid exports, 0 to 1, of each standard.

    Raises:
        InputError: there is no sample corpus, or a schema is missing or cannot be read.
    """
    standards: dict[str, tuple[str, Valid]] = {"prov": ("PROV-JSON", _prov())}
    if settings.schemas:
        standards |= {
            "xliff": ("XLIFF 2.1, core, ITS and metadata", _xliff(settings.schemas)),
            "tmx": ("TMX 1.4b", _tmx(settings.schemas)),
            "sarif": ("SARIF 2.1.0", _sarif(settings.schemas)),
        }
    auditor = settings.auditor()
    reports = [auditor.audit(pair) for pair in articles(settings.corpus)]
    if not reports:
        raise InputError("no articles", str(settings.corpus), "run this in the project's folder")
    return [
        Figure(
            f"valid {label}, of {len(reports)} articles",
            _share(valid(forms.form(name).written(r, (), DisclosurePolicy())) for r in reports),
            1.0,
            key=f"exports.{name}",
        )
        for name, (label, valid) in standards.items()
    ]


def _share(found: Iterable[bool]) -> float:
    told = list(found)
    return sum(told) / len(told)


def _prov() -> Valid:
    source = files("prov").joinpath("tests/schemas/prov-json.schema.json")
    return _json(json.loads(source.read_text("utf-8")))


def _sarif(folder: Path) -> Valid:
    try:
        return _json(json.loads(_there(folder / _SARIF).read_text("utf-8")))
    except ValueError as error:
        where = str(folder / _SARIF)
        raise InputError(f"no JSON Schema ({error})", where, "fetch it again") from error


def _json(schema: dict[str, object]) -> Valid:
    validator = jsonschema.validators.validator_for(schema)(schema)
    return lambda data: bool(validator.is_valid(json.loads(data)))


def _xliff(folder: Path) -> Valid:
    for name in _XLIFF.values():
        _there(folder / name)
    root = etree.Element("{http://www.w3.org/2001/XMLSchema}schema")
    for namespace, name in _XLIFF.items():
        where = (folder / name).resolve().as_uri()
        etree.SubElement(
            root,
            "{http://www.w3.org/2001/XMLSchema}import",
            namespace=namespace,
            schemaLocation=where,
        )
    try:
        schema = etree.XMLSchema(root)
    except etree.XMLSchemaParseError as error:
        raise InputError(
            f"no XML Schema ({error})", str(folder), "fetch the schemas again"
        ) from error
    return lambda data: bool(schema.validate(etree.fromstring(data, _parser())))


def _tmx(folder: Path) -> Valid:
    try:
        schema = etree.DTD(str(_there(folder / _TMX)))
    except etree.DTDParseError as error:
        raise InputError(f"no DTD ({error})", str(folder / _TMX), "fetch it again") from error
    return lambda data: bool(schema.validate(etree.fromstring(data, _parser())))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(load_dtd=False, **_NO_NETWORK)


def _there(path: Path) -> Path:
    if not path.exists():
        raise InputError("schema not found", str(path), "put it there or leave --schemas out")
    return path
