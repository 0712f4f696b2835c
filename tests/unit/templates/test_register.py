from __future__ import annotations

import pytest

from ringtree.company import text
from ringtree.templates.kinds.office import office
from ringtree.templates.register import TEMPLATES, DuplicateTemplate, template
from tests.unit.templates.company import BASICS


def test_two_templates_of_one_name_are_a_mistake() -> None:
    with pytest.raises(DuplicateTemplate):
        template("office", title={}, description={})(office)


def test_titles_are_in_both_languages() -> None:
    for one in TEMPLATES.values():
        assert one.title.keys() == one.description.keys() == {"ru", "en"}


def test_the_number_leads_to_the_tree_that_was_drawn() -> None:
    company = text.load(TEMPLATES["office"].text(BASICS))
    assert company.numbers[0].tree in company.trees
