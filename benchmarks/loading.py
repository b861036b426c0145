"""The readers on the text of a large workspace, against the parsers alone.

Ours give every value a place, keep numbers exact and refuse what YAML guesses at; the
peers give the bare values.
"""

import gc
import json
from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import yaml
from benchmarks.timing import Contender, Times, print_table, race

from scenarios.domain.development import Development
from scenarios.domain.scenario import Scenario
from scenarios.loading.document import Document, Value
from scenarios.loading.json_reader import read_jsonl
from scenarios.loading.yaml_reader import read_yaml

__all__ = [
    "bare_lines",
    "bare_texts",
    "count_nodes",
    "main",
    "read_lines",
    "read_texts",
    "write_news",
    "write_set",
]

ROUNDS = 5
SET_BYTES = 700_000
DEVELOPMENTS = 10_000
OUTCOMES = ("reduced", "unchanged", "increased", "other")
INDICATORS = 20
WORDS = ("minister", "army", "border", "election", "protest", "budget", "ceasefire")

PARSER = "yaml.CSafeLoader"


def main() -> None:
    """Print the speed of each reader."""
    # As the program does.
    gc.set_threshold(100_000, 50, 50)
    texts, news = write_set(SET_BYTES), write_news(DEVELOPMENTS)
    _report(
        f"loading: {len(texts)} scenario files in YAML",
        race(
            [
                Contender(PARSER, lambda: bare_texts(texts)),
                Contender("scenarios, read", lambda: read_texts(texts)),
                Contender("scenarios, read into nouns", lambda: _scenarios(texts)),
            ],
            ROUNDS,
        ),
        size=sum(map(len, texts)),
        nodes=count_nodes(read_texts(texts)) - 1,
    )
    _report(
        f"loading: {DEVELOPMENTS:,} developments in JSON lines",
        race(
            [
                Contender(PARSER, lambda: _yaml_lines(news)),
                Contender("json.loads", lambda: bare_lines(news)),
                Contender("scenarios, read", lambda: read_lines(news)),
                Contender("scenarios, read into nouns", lambda: _developments(news)),
            ],
            ROUNDS,
        ),
        size=len(news),
        nodes=count_nodes(read_lines(news)) - 1,
    )


def read_texts(texts: Sequence[bytes]) -> list[Value]:
    """Read YAML files by our reader."""
    return [_sound(read_yaml(text, "scenario.yaml")[0]) for text in texts]


def bare_texts(texts: Sequence[bytes]) -> list[object]:
    """Read YAML files by PyYAML, in C."""
    return [yaml.load(text, yaml.CSafeLoader) for text in texts]


def read_lines(news: bytes) -> list[Value]:
    """Read JSON lines by our reader."""
    return cast("list[Value]", _sound(read_jsonl(news, "news.jsonl")[0]))


def bare_lines(news: bytes) -> list[object]:
    """Read JSON lines by the standard library."""
    return [json.loads(line) for line in news.splitlines()]


def count_nodes(value: Value) -> int:
    """Count the nodes of a value as YAML has them: itself, keys and what it holds."""
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(count_nodes, value.values()))
    return 1 + (sum(map(count_nodes, value)) if isinstance(value, list) else 0)


def write_set(size: int) -> list[bytes]:
    """Write scenario files, drawn from a seed, until they hold so many bytes."""
    rng = np.random.default_rng(1)
    texts: list[bytes] = []
    while sum(map(len, texts)) < size:
        scenario = _draw_scenario(f"question-{len(texts)}", rng)
        texts.append(yaml.safe_dump(scenario, sort_keys=False, width=88).encode())
    return texts


def write_news(developments: int) -> bytes:
    """Write developments of two reports each, one to a line, drawn from a seed."""
    rng = np.random.default_rng(2)
    drawn = (_draw_development(place, rng) for place in range(developments))
    return b"".join(json.dumps(each).encode() + b"\n" for each in drawn)


def _report(title: str, times: Mapping[str, Times], size: int, nodes: int) -> None:
    print_table(
        f"{title}, {size / 1e6:.2f} MB, {nodes:,} nodes", times.values(), times[PARSER]
    )
    for name, each in times.items():
        speed, cost = size / each.middle / 1e6, each.middle / nodes * 1e6
        print(f"    {name:50}{speed:10.2f} MB/s{cost:10.2f} µs a node")


def _sound(document: Document | None) -> Value:
    if document is None:
        message = "the drawn text has faults"
        raise SystemExit(message)
    return document.value


def _scenarios(texts: Sequence[bytes]) -> list[Scenario]:
    return [Scenario.model_validate(value) for value in read_texts(texts)]


def _developments(news: bytes) -> list[Development]:
    return [Development.model_validate(value) for value in read_lines(news)]


def _yaml_lines(news: bytes) -> list[object]:
    return [yaml.load(line, yaml.CSafeLoader) for line in news.splitlines()]


def _draw_scenario(name: str, rng: np.random.Generator) -> Mapping[str, object]:
    return {
        "format": "scenarios/scenario@1",
        "id": name,
        "title": _draw_text(rng, 6),
        "question": _draw_text(rng, 15) + "?",
        "horizon": {"opens": "2024-01-01", "closes": "2024-12-31"},
        "outcomes": {
            each: {"title": _draw_text(rng, 5), "prior": 0.25} for each in OUTCOMES
        },
        "indicators": {
            f"sign-{place}": {
                "title": _draw_text(rng, 9),
                "weights": {each: int(rng.integers(-12, 13)) for each in OUTCOMES},
                "within": f"{rng.integers(30, 300)}d",
                "coverage": round(float(rng.uniform(0.5, 1)), 2),
                "why": _draw_text(rng, 25),
                "cites": [_draw_text(rng, 4), _draw_text(rng, 4)],
            }
            for place in range(INDICATORS)
        },
    }


def _draw_development(place: int, rng: np.random.Generator) -> Mapping[str, object]:
    sign = f"question-{rng.integers(9)}/sign-{rng.integers(INDICATORS)}"
    return {
        "id": f"development-{place}",
        "date": f"2024-{rng.integers(1, 13):02}-{rng.integers(1, 29):02}",
        "title": _draw_text(rng, 10),
        "observes": [{"indicator": sign, "strength": 0.75, "why": _draw_text(rng, 8)}],
        "reports": [
            {
                "id": f"report-{number}",
                "source": WORDS[rng.integers(len(WORDS))],
                "url": f"https://example.org/{place}/{number}",
                "credibility": int(rng.integers(1, 7)),
                "summary": _draw_text(rng, 15),
            }
            for number in range(2)
        ],
    }


def _draw_text(rng: np.random.Generator, words: int) -> str:
    return " ".join(rng.choice(WORDS, words)).capitalize()


if __name__ == "__main__":
    main()
