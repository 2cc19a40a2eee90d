"""Commands about writing down what is said: by a recogniser on this machine, with a model the person brought."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio import edits
from studio.commands.beating import LISTENING
from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import text_param
from studio.model import Asset, Project, Word, grouped_words
from studio.sentences import Refused, Sentence, say
from studio.session import Session, caption_place, models_folder

__all__ = ["TRANSCRIBING"]


def _needs_media(session: Session) -> Sentence | None:
    heard = any(asset.has_sound or asset.kind == "sound" for asset in session.project.assets)
    return None if heard else say("Import a film or a sound first.")


def _asset(session: Session, values: Values) -> Asset:
    """The file that is named, the selected clip's, or the first one on the timeline that is heard."""
    from studio.model import Footage, find, used_assets

    project, wanted = session.project, values.get("asset")
    found = find(project, session.selection[0]) if len(session.selection) == 1 else None
    if wanted is None and found is not None and isinstance(found.clip.content, Footage):
        wanted = found.clip.content.asset
    used = used_assets(project)
    heard = [one for one in project.assets if one.has_sound or one.kind == "sound"]
    heard.sort(key=lambda one: one.id not in used)
    asset = next((one for one in heard if wanted in (None, one.id)), None)
    if asset is None:
        raise Refused(say("Nothing is heard in that file."))
    return asset


def _transcribe(session: Session, values: Values) -> None:
    from studio.media.transcribing.packs import installed_packs
    from studio.media.transcribing.process import Transcription, can_transcribe, needs_library

    if not can_transcribe():
        raise Refused(needs_library())
    packs = installed_packs(models_folder())
    wanted = str(values.get("model", ""))
    pack = next((one for one in packs if wanted in ("", one.name)), None)
    if pack is None:
        raise Refused(
            say(
                "No speech model is installed. Fetch one of sherpa-onnx in a browser, such as "
                "sherpa-onnx-whisper-tiny, and bring it in: Captions, More, Install a speech model."
            )
        )
    asset = _asset(session, values)
    run = Transcription(asset, pack, language=str(values.get("language", "")))

    def use(words: Sequence[Word]) -> None:
        def take(project: Project) -> Project:
            if not project.captions.speeches:
                project = edits.place_captions(project, **caption_place(session))
            grouped = grouped_words(words, project.captions.style)
            return edits.set_speech(project, asset.id, words=grouped, language=str(values.get("language", "")))

        session.edit(say("Write down what is said"), take)

    listening = session.actions.get(LISTENING)
    if listening is None:
        use(run.run())
    else:
        words = say("Listening to “{name}”…", name=asset.name)
        listening({"words": words, "work": run.run, "use": use, "stop": run.stop, "follow": run.follow})


def _install(_session: Session, values: Values) -> None:
    from studio.media.transcribing.packs import install_pack

    install_pack(Path(values["file"]), models_folder())


TRANSCRIBING: tuple[Command, ...] = (
    Command(
        "transcribe",
        say("Write down what is said"),
        say("Makes captions of what is said in a file, on this machine, with a speech model that is installed."),
        "title",
        _transcribe,
        (CommandParam("asset", say("Media"), "asset"), text_param("language", say("Language, such as en")),
         text_param("model", say("Speech model"))),
        why_not=_needs_media,
        is_edit=True,
    ),
    Command(
        "speech-model",
        say("Install a speech model"),
        say("Takes in a model of sherpa-onnx from a folder or an archive (.tar.bz2); nothing is fetched."),
        "title",
        _install,
        (CommandParam("file", say("Folder or archive"), "file", required=True),),
    ),
)  # fmt: skip
