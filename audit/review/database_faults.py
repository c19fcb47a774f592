"""What the store's database refuses, in one sentence: what is wrong, and what to do about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from audit.errors import StoreError

_LONGEST = 200
"""Most characters of a database's own words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: its sentence in both languages.

    ``lasting`` says that no connection of before is of use any more.
    """

    en: str
    ko: str
    lasting: bool = False

    def told(self, store: str, error: BaseException | None = None) -> StoreError:
        """The error to raise.

        Args:
            store: the database's address, as it may be shown.
            error: what the driver raised.
        """
        said = " ".join(str(error or "").strip().partition("\n")[0].split())[:_LONGEST]
        values = {"store": store, "said": said}
        return StoreError(self.en.format(**values)).in_korean(self.ko.format(**values))


_LOCKED = Fault(
    "The review store {store} is locked by somebody else: nothing was written, try again; should it stay "
    "so, see which program has it open.",
    "다른 사람이 검토 저장소 {store}을(를) 잠그고 있습니다. 아무것도 저장하지 않았으니 다시 시도하십시오. "
    "계속 이러면 어떤 프로그램이 열어 두었는지 확인하십시오.",
)
_FULL = Fault(
    "The disk of the review store {store} is full: nothing was written, make room there and try again.",
    "검토 저장소 {store}의 디스크가 가득 찼습니다. 아무것도 저장하지 않았으니 공간을 확보한 뒤 "
    "다시 시도하십시오.",
)
_READ_ONLY = Fault(
    "The review store {store} is read-only: nothing was written, let it and its folder be written and "
    "try again.",
    "검토 저장소 {store}은(는) 읽기 전용입니다. 아무것도 저장하지 않았으니 파일과 폴더에 쓰기 권한을 준 뒤 "
    "다시 시도하십시오.",
)
_DAMAGED = Fault(
    "The review store {store} is damaged ({said}): decide nothing more, keep the file, and put back a copy "
    "of it; verify says what is missing then.",
    "검토 저장소 {store}이(가) 손상되었습니다({said}). 더 판정하지 말고 파일을 보관한 뒤 사본으로 "
    "되돌리십시오. 무엇이 빠졌는지는 verify가 알려 줍니다.",
    lasting=True,
)
_AWAY = Fault(
    "The review store {store} does not answer ({said}): start the database, or correct review in "
    "audit.toml, and press again: what was taken is not written twice.",
    "검토 저장소 {store}이(가) 응답하지 않습니다({said}). 데이터베이스를 켜거나 audit.toml의 review를 "
    "고친 뒤 다시 누르십시오. 이미 저장된 것은 두 번 저장되지 않습니다.",
    lasting=True,
)
_FAILING = Fault(
    "The review store {store} cannot be read or written ({said}): check its disk and its rights, or correct "
    "review in audit.toml.",
    "검토 저장소 {store}을(를) 읽거나 쓸 수 없습니다({said}). 디스크와 권한을 확인하거나 audit.toml의 "
    "review를 고치십시오.",
)
BUSY = Fault(
    "The review store {store} is busy, more wait for it than it takes at once: nothing was written, try "
    "again in a moment.",
    "검토 저장소 {store}에 요청이 몰려 있습니다. 아무것도 저장하지 않았으니 잠시 뒤 다시 시도하십시오.",
)
CHANGED = Fault(
    "The review store {store} was changed by somebody else while it was read: try again.",
    "검토 저장소 {store}을(를) 읽는 동안 다른 사람이 고쳤습니다. 다시 시도하십시오.",
    lasting=True,
)
GONE = Fault(
    "The review store {store} is gone: put the file back, or start the review pages again for a new one.",
    "검토 저장소 {store}이(가) 없어졌습니다. 파일을 되돌려 놓거나, 새로 만들려면 검토 페이지를 "
    "다시 시작하십시오.",
)
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_IOERR: _FAILING,
    sqlite3.SQLITE_CANTOPEN: _FAILING,
}
"""By SQLite's primary result codes."""
_POSTGRESQL = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "40001": _LOCKED,
    "53100": _FULL,
    "53300": BUSY,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "58030": _FAILING,
    "57": _AWAY,
    "53": _AWAY,
    "28": _FAILING,
    "3D": _FAILING,
    "08": _AWAY,
}
"""By PostgreSQL's SQLSTATE, and by its class where the code is not there."""
_UNDECODED = "Could not decode to UTF-8"
"""What Python's driver says of bytes that SQLite takes for a text."""


def fault_of(error: BaseException, *, away: bool = False) -> Fault | None:
    """What a database's driver raised; None where it is no fault of the database.

    Args:
        error: as the driver raised it.
        away: whether the connection was lost, or there is none.
    """
    if isinstance(error, sqlite3.Error):
        # The code's last byte is the primary one; the rest says more closely how.
        found = _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        return found or (_DAMAGED if _UNDECODED in str(error) else None)
    if isinstance(error, UnicodeDecodeError):
        # What SQLite says of a damaged database repeats its bytes.
        return _DAMAGED
    state = str(getattr(error, "sqlstate", None) or "")
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or (_AWAY if away else None)
