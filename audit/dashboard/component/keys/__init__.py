"""The keys of the review page, and the line that says what came of them, always in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from audit.dashboard.component import declared
from audit.dashboard.labels import Labels
from audit.languages.visible import visible

_KEYS = declared("keys")


def draw(
    say: Labels,
    commands: Mapping[str, tuple[str, str]],
    *,
    flag: str,
    run: int,
    answered: str,
    said: tuple[int, str],
    refused: str = "",
    field: str = "",
    finished: bool = False,
    on_pressed: Callable[[], None],
) -> None:
    """Listen to keys and to the buttons of verdicts.

    A verdict lies in the session's state under ``keys`` as ``pressed``: the ``name`` of its button, the
    ``flag`` that the card shows with what was ``seen`` of it, a ``nonce``, and for a correction the
    ``corrected`` English. Other keys press their
    buttons. Nothing is listened to while a field, a dialog or an input method has the keyboard.

    Args:
        say: the labels.
        commands: kind (verdict, card, move, dialog, switch) and key of each button by its name.
        flag: id of the flag that the card shows.
        run: another number each time the page is drawn.
        answered: the nonce of the last verdict that was dealt with.
        said: number and text of what there is to say.
        refused: why there can be no verdict, empty where there can.
        field: key of the field that then gets the focus.
        finished: whether all is decided, and Enter goes to the next article.
        on_pressed: called before the page is drawn again after a verdict.
    """
    _KEYS(
        key="keys",
        data={
            "commands": [[name, kind, key] for name, (kind, key) in commands.items()],
            "flag": flag,
            "run": run,
            "answered": answered,
            "said": {"number": said[0], "text": visible(said[1])},
            "refused": refused,
            "field": field,
            "finished": finished,
            "busy": say("review.busy"),
            "no_answer": say("review.no_answer"),
        },
        on_pressed_change=on_pressed,
        height=1,
    )
