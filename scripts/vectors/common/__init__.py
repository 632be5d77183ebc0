"""What every script of scripts/vectors does: reads published JSON, writes ours."""
import json


def load(source, name):
    return json.loads((source / f"{name}.json").read_text("utf-8"))


def save(out, name, origin, licence, cases, **more):
    """Writes out/name.json: "origin", "licence", what more says, then "cases". Under 1 MiB."""
    path = out / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"origin": origin, "licence": licence, **more, "cases": cases}
    text = json.dumps(document, indent=1, ensure_ascii=True) + "\n"
    assert len(text) < 1 << 20, (name, len(text))
    path.write_text(text)
