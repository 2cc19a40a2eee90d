"""What an exported file says about itself where people declared it: the hidden label of AI content.

It must never say more than the person did.
"""

from __future__ import annotations

import json

from studio.model import Project

__all__ = ["film_metadata"]


def film_metadata(project: Project) -> dict[str, str]:
    """Keys and values for the file's metadata: `AIGC` as GB 45438-2025 (Annex E) lays it out where the person said that
    AI made it, otherwise nothing. Who produced or spread it stays empty: this program is no service and knows no
    names. Write them with FFmpeg's `use_metadata_tags`."""
    if project.post.ai != "yes":
        return {}
    label = {
        "Label": "1",
        "ContentProducer": "",
        "ProduceID": project.id,
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
    return {"AIGC": json.dumps(label, ensure_ascii=False)}
