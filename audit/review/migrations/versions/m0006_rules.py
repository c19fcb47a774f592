"""The standing rules that hold back an article's flags; those of results made before hold back none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add a column."""
    op.add_column("article", sa.Column("suppressed", sa.Text(), nullable=False, server_default=""))
