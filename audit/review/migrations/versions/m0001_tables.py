"""The log, what the last run found, and triggers that keep the log append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE = """
CREATE TRIGGER entry_no_{verb} BEFORE {verb} ON entry
BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END
"""
_POSTGRESQL = (
    """
CREATE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the review log is append-only'; END $$
""",
    """
CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION entry_append_only()
""",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "entry",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("flag_id", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("translator", sa.Text, nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("ko_sentences", sa.Integer, nullable=False),
        sa.Column("en_sentences", sa.Integer, nullable=False),
        sa.Column("risk", sa.Float, nullable=False),
        sa.Column("penalty", sa.Float, nullable=False),
        sa.Column("edited", sa.Float),
        sa.Column("flags", sa.Integer, nullable=False),
        sa.Column("open", sa.Integer, nullable=False),
        sa.Column("critical", sa.Integer, nullable=False),
        sa.Column("major", sa.Integer, nullable=False),
        sa.Column("minor", sa.Integer, nullable=False),
        sa.Column("assignee", sa.Text, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
    )
    op.create_table(
        "flag",
        sa.Column("article_id", sa.Text, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("flag_id", sa.Text, primary_key=True),
        sa.Column("bead_id", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("check", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("risk", sa.Float, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("ko_sentence_ids", sa.Text, nullable=False),
        sa.Column("en_sentence_ids", sa.Text, nullable=False),
        sa.Column("ko_text", sa.Text, nullable=False),
        sa.Column("en_text", sa.Text, nullable=False),
        sa.Column("ko_evidence", sa.Text, nullable=False),
        sa.Column("en_evidence", sa.Text, nullable=False),
        sa.Column("encoder", sa.Text, nullable=False),
        sa.Column("tool_version", sa.Text, nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("likeness", sa.String(64), nullable=False),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("logged", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("severity_now", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("reviewed_at", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("stamp", sa.Text, nullable=False),
    )
    op.create_index("entry_article", "entry", ["article_id", "seq"])
    op.create_index("entry_reviewer", "entry", ["reviewer", "seq"])
    op.create_index("article_queue", "article", ["open", "penalty"])
    op.create_index("flag_likeness", "flag", ["likeness"])
    op.create_index("flag_status", "flag", ["status"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRESQL:
            op.execute(statement)
    else:
        for verb in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(verb=verb))
