"""The register of templates, and words with a company's name in them."""

from __future__ import annotations

import pytest

from ringtree.templates import kinds
from ringtree.templates.basics import TEMPLATES, DuplicateTemplate, template
from tests.unit.templates.test_kinds import BASICS


def test_two_templates_of_one_name_are_a_mistake() -> None:
    with pytest.raises(DuplicateTemplate):
        template("office", title={}, description={})(kinds.office)


def test_a_companys_name_cannot_be_taken_for_a_value() -> None:
    assert BASICS.say("{name}", "") == 'ООО "Василёк" {{1}}'


def test_titles_are_in_both_languages() -> None:
    for one in TEMPLATES.values():
        assert one.title.keys() == one.description.keys() == {"ru", "en"}
