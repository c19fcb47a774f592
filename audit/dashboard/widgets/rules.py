"""Standing rules on the pages: the dialog that makes one from a flag, and one in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from audit.checks import check_of
from audit.dashboard import planted
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview, Item
from audit.dashboard.keys import Choice
from audit.dashboard.labels import Labels
from audit.dashboard.refusals import stopping
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session, tell
from audit.dashboard.strokes import form_id, stroke
from audit.errors import AuditError
from audit.languages.dates import today_in_korea
from audit.languages.visible import visible
from audit.messages import message
from audit.records.decision import Action, Decision, Reason, Status
from audit.records.rule import Rule
from audit.review import rules
from audit.review.effective_flags import ADDED
from audit.review.store import Overtaken
from audit.risk.rules import Words, plain, terms_of

_LISTED = 6
"""How many articles are named."""
_DAYS = 180
"""How long a rule holds unless another day is chosen."""


def offered(session: Session, item: Item) -> bool:
    """Whether a person may make a rule from a flag: the tool's own, on words, and to nobody an error."""
    return (
        session.person.may(Action.MAKE_RULE)
        and item.flag.check != ADDED
        and item.status not in rules.ERRORS
        and bool(item.row["ko_evidence"] or item.row["en_evidence"])
    )


def asked(name: str, flag_id: str) -> None:
    """Have the dialog opened for a flag once the page is drawn, if that is what a button is for."""
    if name == "never":
        st.session_state["never_asked"] = flag_id


def open_dialog(session: Session, place: Place, review: ArticleReview, item: Item | None) -> None:
    """Open the dialog, if it was asked for on the flag that is open."""
    if item and st.session_state.pop("never_asked", "") == item.id and offered(session, item):
        _ask(session, place, review, item)


def _ask(session: Session, place: Place, review: ArticleReview, item: Item) -> None:
    say, desk = session.say, str(_desk(session, item))
    choices = _choices(session, item)
    last = item.standing.last
    reasons = [reason.value for reason in Reason]
    first = reasons.index(last.reason) if last and last.reason in reasons else 2
    today = date.fromisoformat(today_in_korea())
    shown, refused = form_id("rule"), list[str]()

    def keep() -> None:
        # Who wants a known error never flagged again has dismissed it.
        choice = Choice("R", Action.DISMISS, wanted().reason)
        refused.clear()
        try:
            if not planted.answered(session, place, review, item, choice):
                _keep(session, place, item, wanted(), shown)
        except AuditError as error:
            refused.append(say("review.refused", why=say.fault(error)))
            tell(refused[0])

    def wanted() -> Rule:
        typed = st.session_state
        day = typed.get("rule_until")
        return replace(
            choices.get(typed.get("rule_words", ""), next(iter(choices.values()))),
            desk=typed.get("rule_desk") or "",
            until=day.isoformat() if day else "",
            reason=typed.get("rule_reason") or "",
            comment=(typed.get("rule_comment") or "").strip(),
        )

    @st.dialog(say("rules.never"), width="medium")
    def draw() -> None:
        st.html(f"<p>{safe(message(item.flag, say.language))}</p>")
        # The options of these two come from articles; a select box reads no markdown.
        st.selectbox(say("rules.words"), list(choices), key="rule_words")
        if desk:
            st.selectbox(
                say("queue.desk"),
                ["", desk],
                format_func=lambda name: name or say("rules.everywhere"),
                key="rule_desk",
            )
        left, right = st.columns(2)
        left.selectbox(
            say("rules.reason"),
            reasons,
            index=first,
            format_func=lambda reason: say(f"reason.{reason}"),
            key="rule_reason",
        )
        right.date_input(
            say("rules.until"),
            value=today + timedelta(days=_DAYS),
            min_value=today,
            key="rule_until",
        )
        st.text_area(say("review.comment"), max_chars=rules.LONGEST, key="rule_comment")
        with stopping(say):
            _tell_touched(session, item, wanted())
        pressed = st.button(say("rules.make"), key="rule_make", type="primary", on_click=keep)
        if pressed and not refused:
            st.rerun()
        for why in refused:
            notice(why, "error")

    draw()


def _choices(session: Session, item: Item) -> dict[str, Rule]:
    """What the rule may be about, by its label: both sides' words, one side's, or a glossary entry."""
    say, row = session.say, item.row
    source, target = plain(row["ko_evidence"]), plain(row["en_evidence"])
    base = Rule("", item.flag.code, article_id=item.flag.article_id, flag_id=item.id)
    found = {visible(_shown(source, target)): replace(base, source=source, target=target)}
    if source and target:
        found[say("rules.whatever", words=visible(target))] = replace(base, target=target)
        found[say("rules.whatever", words=visible(source))] = replace(base, source=source)
    words = Words(item.flag.code, source, target, "")
    for term in terms_of(words, session.settings.house_style):
        found[say("rules.term", term=visible(term))] = replace(base, term=term)
    return found


def _desk(session: Session, item: Item) -> str:
    report = session.report(item.flag.article_id)
    return report.article.metadata.desk if report else ""


def _tell_touched(session: Session, item: Item, rule: Rule) -> None:
    """How many open flags the rule is about besides, where, and which errors it would hide."""
    say, style = session.say, session.settings.house_style
    waiting = [t for t in rules.open_flags(session.store, rule, style) if t.flag_id != item.id]
    articles = {t.article_id: t.title or t.article_id for t in waiting}
    text = say("rules.touches", flags=len(waiting), articles=len(articles))
    if articles:
        text += f": {_some(say, list(articles.values()))}"
    st.html(f"<p>{safe(text)}<br><small>{safe(say('rules.later'))}</small></p>")
    tell_errors(session, rule)


def tell_errors(session: Session, rule: Rule) -> None:
    """Say which flags that somebody called errors a rule would hide, if there are any."""
    say = session.say
    wrong = rules.errors(session.store, rule, session.settings.house_style)
    if wrong:
        titles = dict.fromkeys(t.title or t.article_id for t in wrong)
        told = say("rules.hides", flags=len(wrong), where=_some(say, list(titles)))
        notice(told, "warning")


def _some(say: Labels, titles: list[str]) -> str:
    told = ", ".join(titles[:_LISTED])
    left = len(titles) - _LISTED
    return f"{told} {say('rules.more', articles=left)}" if left > 0 else told


def _keep(session: Session, place: Place, item: Item, rule: Rule, shown: str) -> None:
    """Make the rule, and dismiss its flag at the same stroke where nobody has."""
    say, article = session.say, item.flag.article_id
    dismissal = Decision(
        Action.DISMISS, article, item.id, text_hash=item.row["text_hash"], reason=rule.reason
    )
    first = [] if item.status is Status.DISMISSED else [dismissal]
    seen = {(article, item.id): item.standing.decided}
    try:
        with stroke("rule", rule, shown=shown) as key:
            named = replace(rule, id=key[:12])
            made = rules.make(
                session.store, session.person, named, first, {item.id: item.row}, seen, key
            )
    except Overtaken as error:
        place.known = error.standing.decided
        tell(say("review.changed"))
    else:
        place.known = made[0].seq if first else place.known
        tell(say("rules.made", day=rule.until))


def code_in_words(say: Labels, rule: Rule) -> str:
    """What a rule's flags are: their category, and what the check looks for as it is called in the code."""
    check = check_of(rule.code.partition(".")[0])
    kind = say.known("category", check.category.value) if check else ""
    return f"{kind} ({rule.code})" if kind else rule.code


def said_then(session: Session, rule: Rule) -> str:
    """What the flag says that a rule was made from; empty where it is not there any more."""
    report = session.report(rule.article_id) if rule.article_id else None
    flags = (*report.flags, *report.held_back) if report else ()
    found = (message(flag, session.say.language) for flag in flags if flag.flag_id == rule.flag_id)
    return next(found, "")


def words_in_words(say: Labels, rule: Rule) -> str:
    """The words that a rule is about."""
    if rule.term:
        return say("rules.term", term=rule.term)
    if rule.source and rule.target:
        return _shown(rule.source, rule.target)
    return say("rules.whatever", words=rule.source or rule.target)


def _shown(source: str, target: str) -> str:
    return " → ".join(part for part in (source, target) if part)


def told_on_card(session: Session, rule_id: str) -> str:
    """Why a flag is held back: by whose rule, and until when."""
    kept = rules.replayed(session.store.rule_entries())
    found = next((r for r in (*kept, *session.settings.rules) if r.id == rule_id), None)
    if found is None:
        return session.say("rules.held_ended")
    reason = session.say.known("reason", found.reason)
    return session.say("rules.held", who=found.author, day=found.until, reason=reason)
