"""Adjust: the sliders every picture wants."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import hues, tones

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    amounts = {key: float(value) / 100 for key, value in settings.items()}
    if amounts["exposure"]:
        colours = tones.exposed(colours, amounts["exposure"])
    if amounts["contrast"]:
        colours = tones.contrasted(colours, amounts["contrast"])
    if amounts["highlights"] or amounts["shadows"]:
        colours = tones.highlights_and_shadows(colours, amounts["highlights"], amounts["shadows"])
    if amounts["whites"] or amounts["blacks"]:
        colours = tones.whites_and_blacks(colours, amounts["whites"], amounts["blacks"])
    if amounts["gamma"]:
        colours = tones.powered(colours, amounts["gamma"])
    if amounts["temperature"] or amounts["tint"]:
        colours = hues.balanced(colours, amounts["temperature"], amounts["tint"])
    if amounts["saturation"]:
        colours = hues.saturated(colours, amounts["saturation"])
    if amounts["vibrance"]:
        colours = hues.vibrant(colours, amounts["vibrance"])
    if settings["hue"]:
        colours = hues.turned(colours, float(settings["hue"]))
    if amounts["fade"]:
        colours = tones.faded_out(colours, amounts["fade"])
    return colours


def _slider(key: str, name: str, low: float = -100.0) -> Param:
    return Param(key=key, name=name, low=low, high=100.0, unit="%")


EFFECT = Effect(
    id="adjust",
    name="Adjust",
    kind="colour",
    group="adjust",
    apply=_apply,
    example=(("contrast", 30.0), ("shadows", 40.0), ("temperature", 30.0), ("vibrance", 50.0)),
    params=(
        _slider("exposure", "Exposure"),
        _slider("contrast", "Contrast"),
        _slider("highlights", "Highlights"),
        _slider("shadows", "Shadows"),
        _slider("whites", "Whites"),
        _slider("blacks", "Blacks"),
        _slider("gamma", "Gamma"),
        _slider("temperature", "Temperature"),
        _slider("tint", "Tint"),
        _slider("saturation", "Saturation"),
        _slider("vibrance", "Vibrance"),
        Param(key="hue", name="Hue", low=-180.0, high=180.0, unit="°"),
        _slider("fade", "Fade", low=0.0),
    ),
)
