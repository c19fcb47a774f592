"""The tables of the store; ``migrations`` make them.

``entry`` is the log and the only truth. ``article`` and ``flag`` hold what the last run found, for
paging and filtering, with the state that follows from the log beside it: all of it, or of an archive the
articles that were decided on.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Text, nullable=False),
    Column("flag_id", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Index("entry_article", "article_id", "seq"),
    Index("entry_reviewer", "reviewer", "seq"),
)

stroke = Table(
    "stroke",
    metadata,
    Column("key", Text, primary_key=True),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
)
"""The entries of each stroke by its key, which is their ``group``."""

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("translator", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("sought", Text, nullable=False, server_default=""),
    Column("ko_sentences", Integer, nullable=False),
    Column("en_sentences", Integer, nullable=False),
    Column("risk", Float, nullable=False),
    Column("penalty", Float, nullable=False),
    Column("edited", Float),
    Column("draft_errors", Integer),
    Column("draft_fixed", Integer),
    Column("flags", Integer, nullable=False),
    Column("open", Integer, nullable=False),
    Column("critical", Integer, nullable=False),
    Column("major", Integer, nullable=False),
    Column("minor", Integer, nullable=False),
    Column("assignee", Text, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("suppressed", Text, nullable=False, server_default=""),
    Index("article_queue", "open", "penalty"),
)

flag = Table(
    "flag",
    metadata,
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    Column("flag_id", Text, primary_key=True),
    Column("bead_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("category", Text, nullable=False),
    Column("check", Text, nullable=False),
    Column("code", Text, nullable=False, server_default=""),
    Column("relation", Text, nullable=False, server_default=""),
    Column("suggestion", Text, nullable=False, server_default=""),
    Column("severity", Text, nullable=False),
    Column("risk", Float, nullable=False),
    Column("message", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("ko_sentence_ids", Text, nullable=False),
    Column("en_sentence_ids", Text, nullable=False),
    Column("ko_text", Text, nullable=False),
    Column("en_text", Text, nullable=False),
    Column("ko_evidence", Text, nullable=False),
    Column("en_evidence", Text, nullable=False),
    Column("encoder", Text, nullable=False),
    Column("tool_version", Text, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("likeness", String(64), nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("logged", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("severity_now", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Index("flag_likeness", "likeness"),
    Index("flag_status", "status"),
)

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("stamp", Text, nullable=False),
)
