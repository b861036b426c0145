"""Coding by a language model: what it proposes for items, asked once and kept.

Question and answer go on record word for word before anybody sees the proposal, so that
it can be read again, and shown again without the model. What it proposes is shown with
its name; nothing is decided by it, and it sets no number.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.domain.item import Item
from scenarios.domain.scenario import Scenario
from scenarios.intake.coder_answer import Coding, read_answer
from scenarios.intake.coder_request import make_request, open_signs
from scenarios.intake.endpoint import EndpointError
from scenarios.journal.author import Author
from scenarios.journal.exchanges import draft_exchange, find_answer
from scenarios.journal.store import Store

__all__ = ["Coder", "code_items"]


@dataclass(frozen=True, slots=True)
class Coder:
    """A language model.

    Attributes:
        model: Its name.
        ask: Sends it a request and returns its answer; raises EndpointError.
    """

    model: str
    ask: Callable[[bytes], bytes]


def code_items(
    items: Iterable[Item],
    scenarios: Sequence[Scenario],
    coder: Coder,
    store: Store,
    author: Author,
) -> Mapping[str, Coding]:
    """Ask a model what items may observe; return its codings by item.

    A question that is on record with its answer is not asked again. Where the endpoint
    fails once, it is asked no more: its next failure would take as long.

    Args:
        items: The items.
        scenarios: Whose indicators may be observed.
        coder: The model.
        store: The journal.
        author: Who asks.

    Raises:
        StoreError: The journal cannot be read or written.
    """
    found: dict[str, Coding] = {}
    failure = ""
    for item in items:
        signs = open_signs(scenarios, item)
        if not signs:
            continue
        request = make_request(item, signs, coder.model)
        answer = find_answer(store, request)
        if answer is None and not failure:
            try:
                answer = coder.ask(request)
            except EndpointError as error:
                failure = str(error)
            else:
                draft = draft_exchange(item, coder.model, request, answer, author)
                store.append([draft])
        found[item.id] = (
            Coding(coder.model, failure=failure)
            if answer is None
            else read_answer(answer, item, signs, coder.model)
        )
    return found
