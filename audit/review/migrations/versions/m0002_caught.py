"""What editors mended of the errors flagged in an article's AI draft."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("article", sa.Column("draft_errors", sa.Integer))
    op.add_column("article", sa.Column("draft_fixed", sa.Integer))
    # The results are taken over anew, with the columns that were left out before.
    op.execute("UPDATE run SET stamp = 'to be taken over'")
