"""The keys of strokes: what was sent again, its outcome unknown, is written once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = depends_on = None


def upgrade() -> None:
    """Make the table; strokes of before have no keys that anybody could send again."""
    op.create_table(
        "stroke",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("first_seq", sa.Integer, nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
    )
    # The file is another one than was sealed, and says so by this.
    op.execute(sa.text("UPDATE run SET stamp = 'to be taken over'"))
