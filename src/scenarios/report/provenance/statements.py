"""Statements of PROV, written in order into a document of the `prov` library."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from prov.model import Literal, ProvDocument

from scenarios.report.provenance.names import NAMESPACE, PREFIX

__all__ = ["Facts", "Statements"]

Fact = str | float | Decimal | date | None
Facts = Mapping[str, Fact]
"""What is said of a thing, by name; what is None or empty is left out."""


class Statements:
    """A document that grows by one statement at a time, each said once."""

    def __init__(self) -> None:
        self.document = ProvDocument()
        self.document.add_namespace(PREFIX, NAMESPACE)
        self._said: set[tuple[str, ...]] = set()

    def entity(self, name: str, kind: str, label: str, facts: Facts) -> str:
        """Say that a thing is there; return its name.

        It has one type, for the library keeps several in an order of its own.
        """
        if self._is_new("entity", name):
            self.document.entity(name, self._told(kind, label, facts))
        return name

    def activity(self, name: str, kind: str, label: str, facts: Facts) -> str:
        """Say that something was done; return its name."""
        if self._is_new("activity", name):
            told = self._told(kind, label, facts)
            self.document.activity(name, other_attributes=told)
        return name

    def agent(self, name: str, kind: str, label: str, facts: Facts) -> str:
        """Say who or what answers for something; `kind` is one of PROV's own."""
        if self._is_new("agent", name):
            told = self._told("", label, facts)
            told["prov:type"] = self.document.valid_qualified_name(f"prov:{kind}")
            self.document.agent(name, told)
        return name

    def derived(self, later: str, earlier: str, facts: Facts | None = None) -> None:
        """Say that a thing follows from another."""
        if self._is_new("derived", later, earlier):
            told = self._told("", "", facts or {})
            self.document.wasDerivedFrom(later, earlier, other_attributes=told)

    def generated(self, entity: str, activity: str) -> None:
        """Say what made a thing."""
        if self._is_new("generated", entity, activity):
            self.document.wasGeneratedBy(entity, activity)

    def used(self, activity: str, entity: str) -> None:
        """Say what something was done with."""
        if self._is_new("used", activity, entity):
            self.document.used(activity, entity)

    def attributed(self, entity: str, agent: str) -> None:
        """Say who answers for a thing."""
        if self._is_new("attributed", entity, agent):
            self.document.wasAttributedTo(entity, agent)

    def associated(self, activity: str, agent: str) -> None:
        """Say who did something."""
        if self._is_new("associated", activity, agent):
            self.document.wasAssociatedWith(activity, agent)

    def acted(self, agent: str, principal: str) -> None:
        """Say on whose behalf someone acts."""
        self.document.actedOnBehalfOf(agent, principal)

    def member(self, whole: str, part: str) -> None:
        """Say that a thing is one of several."""
        if self._is_new("member", whole, part):
            self.document.hadMember(whole, part)

    def invalidated(self, entity: str, activity: str, day: date | None = None) -> None:
        """Say that a thing holds no more, and from when on."""
        moment = None if day is None else datetime.combine(day, time(), UTC)
        self.document.wasInvalidatedBy(entity, activity, moment)

    def _is_new(self, *statement: str) -> bool:
        if statement in self._said:
            return False
        self._said.add(statement)
        return True

    def _told(self, kind: str, label: str, facts: Facts) -> dict[str, Any]:
        told: dict[str, Any] = {"prov:label": label} if label else {}
        if kind:
            told["prov:type"] = self.document.valid_qualified_name(f"{PREFIX}:{kind}")
        for name, fact in facts.items():
            if fact is not None and fact != "":
                place = "prov:location" if name == "where" else f"{PREFIX}:{name}"
                told[place] = self._value(fact)
        return told

    def _value(self, fact: Fact) -> object:
        match fact:
            case Decimal():
                return float(fact)
            case date():
                kind = self.document.valid_qualified_name("xsd:date")
                return Literal(fact.isoformat(), kind)
            case _:
                return fact
