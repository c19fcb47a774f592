import pytest

from audit.languages.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("safe\u202egpj.exe", "safe⟨RLO⟩gpj.exe"),
        ("\x1b[31mred", "⟨ESC⟩[31mred"),
        ("a\x00b\x07c\x9bd", "a⟨NUL⟩b⟨U+0007⟩c⟨U+009B⟩d"),
        ("한국어\tand English\r\n", "한국어\tand English\r\n"),
        ("", ""),
    ],
)
def test_controls_are_shown_by_name(text, shown):
    assert visible(text) == shown
