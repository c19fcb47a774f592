"""Who is at the keyboard: a login where the newsroom has one, otherwise a name typed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

import streamlit as st

from audit.dashboard.labels import LANGUAGES, Labels
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.widgets import theme
from audit.records.settings import Role
from audit.review.roles import Person, role_of

_NAME, _LANGUAGE = "audit_reviewer", "audit_language"
_LONGEST = 80
_KEEP = st.components.v2.component(
    "audit.keep",
    js="""
export default function({ data }) {
  for (const [name, value] of Object.entries(data))
    document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; SameSite=Strict`;
}
""",
)


def labels() -> Labels:
    """The labels in the language that was chosen, else the browser's."""
    chosen = st.session_state.get(_LANGUAGE) or st.context.cookies.get(_LANGUAGE, "")
    if chosen in LANGUAGES:
        return Labels(chosen)
    return Labels("ko" if (st.context.locale or "").lower().startswith("ko") else "en")


def has_login() -> bool:
    """Whether ``secrets.toml`` sets up a login."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def person(roles: Mapping[str, Role]) -> Person | None:
    """The person; with no name yet where none was typed, None where a login is needed first.

    Without a login there is nobody to keep anything from: whoever sits at the machine is a lead.
    """
    if not has_login():
        kept = st.session_state.get(_NAME) or unquote(st.context.cookies.get(_NAME, ""))
        return Person(_name(kept), Role.LEAD)
    if not st.user.is_logged_in:
        return None
    address = str(st.user.get("email") or "")
    # An address that the provider has not verified is anybody's.
    if not address or st.user.get("email_verified") is False:
        return Person(address or str(st.user.get("sub") or ""), Role.READER)
    return Person(address, role_of(address, roles))


def log_in(say: Labels) -> None:
    """The page that asks for a login."""
    st.title(say("page.app"))
    st.write(say("login.log_in_first"))
    if st.button(say("login.log_in"), type="primary"):
        st.login()


def menu(person: Person, say: Labels, pages: Sequence[str]) -> None:
    """The person, the language and the light, in a corner of every page.

    Args:
        person: who is at the keyboard.
        say: the labels.
        pages: the names of all pages.
    """
    with st.popover(_known_as(person, say), icon=":material/person:"):
        if has_login():
            st.html(f"{safe(person.name)} · {safe(say.known('role', person.role.value))}")
            st.button(say("login.log_out"), on_click=st.logout)
        else:
            st.text_input(
                say("login.name"),
                value=person.name,
                max_chars=_LONGEST,
                key="who_typed",
                help=say("login.name_help"),
                on_change=_take_name,
                args=("who_typed",),
            )
        st.segmented_control(
            say("login.language"),
            list(LANGUAGES),
            default=say.language,
            format_func=LANGUAGES.__getitem__,
            key="language_chosen",
            on_change=_take_language,
        )
        theme.switch(say, pages)
    _keep()


def ask_name(say: Labels) -> None:
    """A field for the name where an action needs one."""
    with st.form("name_form", border=False):
        st.text_input(
            say("login.name"), max_chars=_LONGEST, key="name_typed", help=say("login.name_help")
        )
        if st.form_submit_button(
            say("login.start"), type="primary", on_click=_take_name, args=("name_typed",)
        ):
            if not _name(st.session_state["name_typed"] or ""):
                notice(say("login.name_empty"), "warning")
                return
            # The person stands above the fragment that this form is in.
            st.rerun()


def _known_as(person: Person, say: Labels) -> str:
    # A popover's label is markdown; a name of letters is shown, any other only inside.
    plain = person.name.replace(" ", "").replace("-", "")
    if plain.isalpha():
        return person.name
    return say("login.you") if person.name else say("login.nobody")


def _name(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _take_name(key: str) -> None:
    if name := _name(st.session_state[key] or ""):
        st.session_state[_NAME] = name
        st.session_state.setdefault("keep", {})[_NAME] = name


def _take_language() -> None:
    if chosen := st.session_state["language_chosen"]:
        st.session_state[_LANGUAGE] = chosen
        st.session_state.setdefault("keep", {})[_LANGUAGE] = chosen


def _keep() -> None:
    if kept := st.session_state.get("keep"):
        _KEEP(key="keep_cookies", data=kept)
