"""The English words that a flag suggests; flags of results made before suggest none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add a column."""
    op.add_column("flag", sa.Column("suggestion", sa.Text(), nullable=False, server_default=""))
