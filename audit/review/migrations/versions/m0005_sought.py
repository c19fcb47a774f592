"""What an article is searched by: its Korean title and both texts, filled in as results are taken over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add a column, and have the results taken over anew."""
    op.add_column("article", sa.Column("sought", sa.Text(), nullable=False, server_default=""))
    # The run is taken over again, texts and all.
    op.execute(sa.text("UPDATE run SET stamp = 'to be taken over'"))
