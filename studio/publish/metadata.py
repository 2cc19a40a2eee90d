"""What an exported file says about itself where people declared it: whose work is in it, the label of AI content.

It must never say more than the person did.
"""

from __future__ import annotations

import json

from studio.model import Project
from studio.publish.credits import credit_lines

__all__ = ["film_metadata"]


def film_metadata(project: Project) -> dict[str, str]:
    """Keys and values for the file's metadata: `copyright` with a line for each used file of somebody else's, and
    `AIGC` as GB 45438-2025 (Annex E) lays it out where the person said that AI made it; otherwise nothing. Who
    produced or spread it stays empty: this program is no service and knows no names. Write them with FFmpeg's
    `use_metadata_tags`."""
    thanks = credit_lines(project)
    told = {"copyright": "\n".join(thanks)} if thanks else {}
    if project.post.ai != "yes":
        return told
    label = {
        "Label": "1",
        "ContentProducer": "",
        "ProduceID": project.id,
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
    return told | {"AIGC": json.dumps(label, ensure_ascii=False)}
