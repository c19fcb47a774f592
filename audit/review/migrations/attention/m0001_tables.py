"""Who let known errors appear, which did, what became of them; and the secret by which they are drawn."""

from __future__ import annotations

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = depends_on = None


def upgrade() -> None:
    """Make the tables."""
    secret = op.create_table("attention_secret", sa.Column("value", sa.Text, primary_key=True))
    op.bulk_insert(secret, [{"value": token_hex(32)}])
    op.create_table(
        "attention_turned",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("on", sa.Boolean, nullable=False),
    )
    for name, what in (("attention_shown", "body"), ("attention_answer", "answer")):
        op.create_table(
            name,
            sa.Column("person", sa.Text, primary_key=True),
            sa.Column("article_id", sa.Text, primary_key=True),
            sa.Column("at", sa.Text, nullable=False),
            sa.Column(what, sa.Text, nullable=False),
        )
