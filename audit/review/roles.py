"""Who may do what in the review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from audit.errors import AuditError
from audit.records.decision import Action, storable
from audit.records.settings import Role

_RANK = {role: rank for rank, role in enumerate(Role)}
_NEEDED = dict.fromkeys(Action, Role.REVIEWER) | {
    Action.SETTLE: Role.LEAD,
    Action.ASSIGN: Role.LEAD,
    Action.MAKE_RULE: Role.LEAD,
    Action.END_RULE: Role.LEAD,
}


class NotAllowed(AuditError):
    """An action that the person's role does not include."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keyboard."""

    name: str
    role: Role

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", storable(self.name))

    def may(self, action: Action) -> bool:
        """Whether the role includes an action."""
        return self.is_at_least(_NEEDED[action])

    def is_at_least(self, role: Role) -> bool:
        """Whether the person may do what a role may."""
        return bool(self.name) and _RANK[self.role] >= _RANK[role]

    def check(self, action: Action) -> None:
        """Refuse what the role does not include.

        Raises:
            NotAllowed: it does not.
        """
        if not self.name:
            raise NotAllowed("Nobody has said who is reviewing; type your name first.").in_korean(
                "검토자의 이름이 없습니다. 먼저 이름을 입력하십시오."
            )
        if not self.may(action):
            raise NotAllowed(
                f"{self.name} is a {self.role}, and to {action} takes a {_NEEDED[action]}; "
                "ask a lead to change [roles] in audit.toml."
            ).in_korean(
                f"{self.name}의 권한으로는 할 수 없습니다. "
                "책임자에게 audit.toml의 [roles]를 고쳐 달라고 하십시오."
            )


TOOL = Person("audit", Role.LEAD)
"""The tool itself, which carries decisions over when an audit is run again."""


def role_of(address: str, roles: Mapping[str, Role]) -> Role:
    """The role of a mail address; an address of its own goes before a pattern, the longest first.

    Args:
        address: as the login gives it; capitals do not count.
        roles: mail addresses or patterns as in ``*@example.com``.

    Returns:
        The role; reader where nothing matches.
    """
    wanted = address.casefold()
    matching = [key for key in roles if fnmatchcase(wanted, key.casefold())]
    if not matching:
        return Role.READER
    return roles[max(matching, key=lambda key: ("*" not in key, len(key)))]
