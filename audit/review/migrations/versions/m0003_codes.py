"""The code and the relation of a flag; those of version 0.1 had none and are told by their message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = depends_on = None

# As the records of version 0.1 are read; fixed here, since a migration never changes.
_RELATIONS = {
    "omitted": ("omission",),
    "added": ("addition",),
    "contradicts": (
        "number", "date", "name", "negation", "quotation", "consistency", "disclosure",
    ),
}  # fmt: skip


def upgrade() -> None:
    """Add two columns and fill them."""
    for name in ("code", "relation"):
        op.add_column("flag", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    flag = sa.table(
        "flag", sa.column("code"), sa.column("relation"), sa.column("category"), sa.column("check")
    )
    whens = [(flag.c.category.in_(names), relation) for relation, names in _RELATIONS.items()]
    op.execute(
        flag.update().values(
            code=flag.c.check.op("||")(".text"), relation=sa.case(*whens, else_="distorted")
        )
    )
