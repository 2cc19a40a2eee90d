"""The forecast as one page of HTML that stands alone: no scripts, nothing from elsewhere, everything escaped.

It must never put a word of the draft into the page but through `escape`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from string import Template

from studio.reach.forecast import MODEL_WORDS, Forecast
from studio.reach.policy import Policy
from studio.reach.reasons import Reason
from studio.reach.records import (
    ACTION_WORDS,
    MODEL_CARD,
    REACHED_WORDS,
    among_words,
    growth_words,
    multiple_words,
    percentile_words,
    share,
    signal_rows,
    views_words,
)
from studio.reach.signals import Signals
from studio.sentences import Sentence, say

__all__ = ["report_page"]

_WIDE, _HIGH = 720, 240
_STYLE = """
body{margin:0;background:#0e0f11;color:#d5d8dd;font:14px/1.45 system-ui,sans-serif}
main{max-width:800px;margin:0 auto;padding:24px}
h1,h2,b{color:#f5f6f7}h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px}
section{background:#17181b;border-radius:8px;padding:16px;margin:12px 0}
.model{background:#2f2716;color:#f2b84b;border-radius:8px;padding:8px 12px;display:inline-block}
table{border-collapse:collapse;width:100%}td,th{padding:4px 8px 4px 0;text-align:left;vertical-align:top}
td.n{text-align:right;white-space:nowrap}small{color:#a0a5ae}
.strip{display:flex;gap:0}.strip img{flex:1;min-width:0;height:64px;object-fit:cover}
.bar{background:#2a2c31;height:10px;border-radius:3px}
.bar i{display:block;height:10px;border-radius:3px;background:#c6ee62}
@media (prefers-color-scheme: light){body{background:#dfe1e5;color:#2a2d33}section{background:#fafafb}
h1,h2,b{color:#101215}.model{background:#faefd6;color:#8a5a00}small{color:#595e67}.bar{background:#dddfe4}
.bar i{background:#487300}}
"""
_PAGE = Template(
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    'img-src data:"><title>$title</title><style>$style</style></head><body><main>$body</main></body></html>\n'
)


def _words(sentence: Sentence | str) -> str:
    return escape(sentence.translated() if isinstance(sentence, Sentence) else sentence)


def report_page(
    name: str,
    signals: Signals,
    found: Sequence[tuple[Policy, Forecast]],
    reasons: Sequence[Reason],
    strip: Sequence[bytes] = (),
) -> str:
    """The page. `strip` are pictures of the draft from beginning to end, as JPEG."""
    body = [f"<h1>{_words(name)}</h1>", f'<p class="model">{_words(MODEL_WORDS)}</p>']
    for policy, forecast in found:
        body.append(_forecast(policy, forecast, strip))
    body.append(f"<h2>{_words(say('Reasons'))}</h2><section><table>{''.join(map(_reason, reasons))}</table></section>")
    rows = "".join(
        f'<tr><td>{_words(words)}</td><td class="n">{_words(value)}</td><td class="n">{_words(at)}</td></tr>'
        for words, value, at in signal_rows(signals)
    )
    body.append(f"<h2>{_words(say('What was measured'))}</h2><section><table>{rows}</table></section>")
    card = "".join(f"<p><b>{_words(head)}</b><br>{_words(text)}</p>" for head, text in MODEL_CARD)
    body.append(f"<h2>{_words(say('The model'))}</h2><section>{card}</section>")
    title = _words(say("Forecast of “{name}”", name=name))
    return _PAGE.substitute(title=title, style=_STYLE, body="".join(body))


def _forecast(policy: Policy, found: Forecast, strip: Sequence[bytes]) -> str:
    pools = "".join(
        f'<tr><td class="n">{pool.viewers:,}</td><td style="width:60%"><div class="bar">'
        f'<i style="width:{100 * pool.chance:.1f}%"></i></div></td><td class="n"><b>{share(pool.chance)}</b></td>'
        f'<td class="n"><small>{_words(say("usually {part}", part=share(pool.usual)))}</small></td></tr>'
        for pool in found.pools
    )
    carried = "".join(
        f'<tr><td>{_words(ACTION_WORDS[one.action])}</td><td class="n">{one.added.middle:+.2f} '
        f"<small>({one.added.low:+.2f} … {one.added.high:+.2f})</small></td></tr>"
        for one in found.carried[:6]
    )
    reached = ", ".join(f"{_words(REACHED_WORDS[name])} {share(part)}" for name, part in found.reached)
    pictures = "".join(f'<img alt="" src="data:image/jpeg;base64,{b64encode(one).decode()}">' for one in strip)
    luck = say("{part} of the spread comes of playing the same video again.", part=share(found.luck))
    return (
        f"<h2>{_words(found.policy_name)}, {_words(found.policy_date)}</h2><section>"
        f"<p><b>{_words(found.verdict)}</b><br>{_words(percentile_words(found.percentile))}<br>"
        f"{_words(multiple_words(found.multiple))}<br>{_among(found)}{_words(views_words(found))}<br>{_words(growth_words(found))}</p>"
        f"{_curve(found)}<div class='strip'>{pictures}</div></section>"
        f"<section><b>{_words(say('Chance to reach each pool'))}</b><table>{pools}</table></section>"
        f"<section><b>{_words(say('What carried it in the first pool'))}</b><table>{carried}</table>"
        f"<p><b>{_words(say('Luck'))}</b> {_words(luck)}</p>"
        f"<p><b>{_words(say('Who it would reach'))}</b> {reached}</p>"
        f"<small>{_words(policy.about)} {''.join(_sources(policy))}</small></section>"
    )


def _among(found: Forecast) -> str:
    return f"{_words(among_words(found.among_all))}<br>" if found.among_all is not None else ""


def _sources(policy: Policy) -> Iterator[str]:
    told = {term.weight.source for term in policy.terms.values()} | {policy.pools.sizes.source}
    for source in sorted(told):
        yield f"<br>{_words(source)}."


def _curve(found: Forecast) -> str:
    """Who is still watching, as a drawing."""

    def point(second: float, part: float) -> str:
        return f"{second / found.seconds * _WIDE:.1f},{(1 - part) * _HIGH:.1f}"

    band = [point(one.second, one.high) for one in found.curve]
    band += [point(one.second, one.low) for one in reversed(found.curve)]
    draft = " ".join(point(one.second, one.watching) for one in found.curve)
    usual = " ".join(point(one.second, one.usual) for one in found.curve)
    label = _words(say("Who is still watching: the draft, eight of ten replays, and comparable posts (dashed)"))
    return (
        f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{label}" width="100%">'
        f'<polygon points="{" ".join(band)}" fill="#7fa32b" opacity=".25"/>'
        f'<polyline points="{usual}" fill="none" stroke="#8b9099" stroke-dasharray="5 4" stroke-width="1.5"/>'
        f'<polyline points="{draft}" fill="none" stroke="#7fa32b" stroke-width="2.5"/></svg><small>{label}</small>'
    )


def _reason(reason: Reason) -> str:
    mark = {"wrong": "■", "warns": "▲", "good": "●", "note": "○"}[reason.mark]
    at = f"{float(reason.at.start):.1f} s" if reason.at is not None else ""
    return (
        f'<tr><td>{mark}</td><td class="n">{_words(at)}</td><td>{_words(reason.sentence)}<br>'
        f"<small>{_words(reason.evidence)}</small></td></tr>"
    )
