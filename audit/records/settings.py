"""The settings of an audit, with the house's own words and its policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from audit.errors import ConfigError
from audit.records.digest import sha256_of_text
from audit.records.flag import Severity
from audit.records.rule import Rule

DEFAULT_BUDGET = 3.2
"""Flags in 100 clean sentences: at 3.5 one more flag of the sample corpus is wrong, at 3 a lost "not" of it
is not shown (2026-11-29)."""
DEFAULT_QUALITY = "fast"
DEFAULT_ZONE = "Asia/Seoul"
TORCH = "torch"
BACKENDS = (TORCH, "onnx", "openvino")
"""What can run a sentence-transformers model; the first needs no extra of that library."""
LARGEST = 20_000_000
"""Bytes of a file of settings, such as a glossary."""
UNTOUCHED = 0.95
"""Share of words left as drafted from which a claim of editing is called in doubt."""
FORBID, PREFER, ROMANISE = "forbid", "prefer", "romanise"
RULES = (FORBID, PREFER, ROMANISE)


def path_named(name: str) -> Path:
    """The path that a setting gives, ``~`` being a home folder.

    Raises:
        ConfigError: no path is called so.
    """
    if "\0" in name:
        raise ConfigError(f"{name!r} has a NUL in it, which no path has; take it out.")
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise ConfigError(
            f"{name} begins with the home folder of somebody unknown here; write the path in full."
        ) from error


def file_of_settings(path: Path) -> bytes:
    """What a file holds that the settings are in, or name.

    Raises:
        ConfigError: it is no file, as a pipe or a device is none, or is larger than any.
        OSError: it cannot be opened.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ConfigError(f"{path} is no file, which the settings ask for; give a file.")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ConfigError(f"{path} has more than {LARGEST // 1_000_000} MB; give a smaller file.")
    return data


class Claim(StrEnum):
    """What a page may claim of its making."""

    ORIGINAL = "original"
    AI = "ai"
    NO_AI = "no_ai"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    NATIVE = "native"
    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"


class Role(StrEnum):
    """A reader sees everything, a reviewer decides on flags, a lead settles disputes and assigns."""

    READER = "reader"
    REVIEWER = "reviewer"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term of the house glossary: its wordings, those not to be printed, and where it is listed."""

    ko: str
    en: str
    variants: tuple[str, ...] = ()
    kind: str = ""
    forbidden: tuple[str, ...] = ()
    where: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every English wording that the house prints for it."""
        return (self.en, *self.variants)


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A row of the style sheet: ``terms`` are what it is about, ``use`` is what the house prints."""

    rule: str
    terms: tuple[str, ...]
    use: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a newsroom prints; empty, and false, where it keeps no files of its own.

    ``digest`` is the SHA-256 of the files and their names, for telling a changed house from the same.
    """

    entries: tuple[GlossaryEntry, ...] = ()
    rules: tuple[StyleRule, ...] = ()
    digest: str = ""

    def __bool__(self) -> bool:
        return bool(self.entries or self.rules)

    def of(self, rule: str) -> tuple[StyleRule, ...]:
        """The rules of one kind, in the order of the file."""
        return tuple(r for r in self.rules if r.rule == rule)


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """What the house asks of a disclosure.

    ``require`` are the claims that it must make, ``forbid`` those that it must not; ``tools`` asks for the
    names of the AI tools. ``untouched`` is the share of words left as drafted, 0 to 1, from which a claim of
    editing is called in doubt. ``digital_source_type`` is IPTC's short name for how the English pages are
    made, which only the newsroom can say; empty if it does not. ``digest`` is the SHA-256 of the file, empty
    for no policy.
    """

    require: tuple[Claim, ...] = ()
    forbid: tuple[Claim, ...] = ()
    tools: bool = False
    untouched: float = UNTOUCHED
    digital_source_type: str = ""
    digest: str = ""

    @property
    def asks(self) -> bool:
        """Whether a page must have a disclosure at all."""
        return bool(self.require) or self.tools


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """A chat endpoint that judges.

    ``url`` and ``model`` name it; ``prompt`` is the system prompt itself. ``key_env`` is the environment
    variable that holds its key, empty for none; the key is in no record. ``max_cost`` is what a run may
    cost, None for no limit; prices are per million tokens, in the same currency. ``batch`` pairs go in a
    request, ``concurrent`` requests at a time; each is given up after ``timeout`` seconds and made
    ``attempts`` times.
    """

    url: str
    model: str
    prompt: str
    key_env: str = ""
    max_cost: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0
    batch: int = 10
    concurrent: int = 4
    timeout: float = 60.0
    attempts: int = 4

    @property
    def host(self) -> str:
        """The host that the text goes to, with its port."""
        return urlsplit(self.url).netloc

    @property
    def recipient(self) -> str:
        """Who gets to read the articles."""
        return f"{self.host} (model {self.model})"

    def described(self) -> dict[str, object]:
        """What determines its answers, as plain values; the prompt by its SHA-256."""
        prompt = sha256_of_text(self.prompt)
        return {"url": self.url, "model": self.model, "prompt": prompt, "batch": self.batch}


@dataclass(frozen=True, slots=True)
class SignoffSettings:
    """Who signs an article off: the least role, how many people, and the contact line if none is typed."""

    role: Role = Role.LEAD
    people: int = 1
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read and audited; what goes beyond is refused in a sentence that names its limit.

    ``seconds`` is the processor time that one article's audit may take, 0 for as long as it takes;
    ``sentences`` how many a text may have; ``side_mb`` the most text of one side, in millions of bytes of a
    file or of characters of a row; ``file_mb`` the most of a file that is read as a whole (XML, Word, a saved
    page), packed and unpacked.
    """

    seconds: float = 300.0
    sentences: int = 20_000
    side_mb: int = 20
    file_mb: int = 50

    @property
    def side(self) -> int:
        """The most text of one side, in bytes or characters."""
        return self.side_mb * 1_000_000

    @property
    def file(self) -> int:
        """The most of a file that is read as a whole, in bytes."""
        return self.file_mb * 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an audit.

    ``encoder_backend`` is what runs a sentence-transformers model, ``encoder_file`` which of its files is
    loaded, empty for the backend's choice. ``quality`` names the quality model (:mod:`audit.quality.models`).
    ``false_alarms`` is the budget: at most so many false flags in 100 clean sentences. ``off`` names
    checks that do not run; ``severity`` gives a check's flags another severity. ``cache`` is where
    vectors of a sentence-transformers model are kept: a folder, ``off``, or empty for the user's own.
    ``policy`` is what the house asks of a disclosure. ``house_style`` is what the newsroom's own glossary
    and style sheet say. ``review`` is the address of the store of reviews, empty for one beside the
    results; ``roles`` says who may do what there, by mail address or pattern.
    ``judge`` is the endpoint that ``quality = "judge"`` asks. ``signoff`` says who signs an article off.
    ``rules`` are the standing rules in force; ``rules_file`` names the file that they come from, empty where
    the review store says.
    ``zone`` is the time zone in which pages tell times.
    ``attention`` is how many known errors a lead may let appear in the review for each flag, 0 for none.
    ``limits`` are the most that is read and audited.
    ``timestamp_authority`` is the address of the RFC 3161 service that stamps seals, empty for none.
    """

    encoder: str = "embedded"
    cache: str = ""
    false_alarms: float = DEFAULT_BUDGET
    off: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict, hash=False)
    house_style: HouseStyle = field(default_factory=HouseStyle)
    policy: DisclosurePolicy = field(default_factory=DisclosurePolicy)
    review: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict, hash=False)
    quality: str = DEFAULT_QUALITY
    judge: JudgeSettings | None = None
    encoder_backend: str = TORCH
    encoder_file: str = ""
    signoff: SignoffSettings = field(default_factory=SignoffSettings)
    rules: tuple[Rule, ...] = ()
    rules_file: str = ""
    zone: str = DEFAULT_ZONE
    attention: float = 0.0
    limits: Limits = field(default_factory=Limits)
    timestamp_authority: str = ""

    @property
    def recipient(self) -> str:
        """Who besides this machine gets to read the articles, empty for nobody."""
        return self.judge.recipient if self.judge and self.quality == "judge" else ""

    def described(self) -> dict[str, object]:
        """The settings as plain values, for signatures and records."""
        # What is set up and not asked changes no result.
        asked = self.judge if self.quality == "judge" else None
        judge = {"judge": asked.described()} if asked else {}
        own: dict[str, object] = {
            "house": self.house_style.digest,
            "disclosure": self.policy.digest,
            "encoder_backend": self.encoder_backend if self.encoder_backend != TORCH else "",
            "encoder_file": self.encoder_file,
            "rules": [rule.described() for rule in self.rules],
        }
        return (
            {
                "encoder": self.encoder,
                "quality": self.quality,
                "false_alarms": self.false_alarms,
                "off": sorted(self.off),
                "severity": {name: value.value for name, value in sorted(self.severity.items())},
            }
            | {name: value for name, value in own.items() if value}
            | judge
        )
