"""Why a document can't be kept, tried or published."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class DocumentInvalid(ApiProblem):
    """It is no company, or lint refuses it; `problems` says where."""

    status = 422
    name = "document-invalid"
    title: ClassVar[Words] = {"ru": "В дереве есть ошибки", "en": "The tree has mistakes"}
    detail: ClassVar[Words] = {
        "ru": "Исправьте отмеченные места: с ними звонящие потеряются.",
        "en": "Correct the marked places: with them callers would get lost.",
    }


class ForeignDocument(ApiProblem):
    """The text says it is another company's."""

    status = 422
    name = "foreign-document"
    title: ClassVar[Words] = {"ru": "Другая компания", "en": "Another company"}
    detail: ClassVar[Words] = {
        "ru": "В тексте code: {found}, а должно быть {company}. Код компании не меняется.",
        "en": "The text says code: {found}, it must be {company}. A company's code never changes.",
    }


class PublishedMeanwhile(ApiProblem):
    """Another revision is live than the change was made from; `changes` says what it changed."""

    status = 409
    name = "published-meanwhile"
    title: ClassVar[Words] = {"ru": "Опубликовано кем-то другим", "en": "Published meanwhile"}
    detail: ClassVar[Words] = {
        "ru": "Пока вы работали, вышла версия {live}. Посмотрите её изменения и повторите.",
        "en": "Revision {live} was published while you worked. See what it changed and try again.",
    }


class NumberBelongs(ApiProblem):
    """A number is another company's."""

    status = 409
    name = "number-taken"
    title: ClassVar[Words] = {"ru": "Номер занят", "en": "Number taken"}
    detail: ClassVar[Words] = {
        "ru": "Номер {number} принадлежит другой компании. Уточните у администратора сервера.",
        "en": "The number {number} is another company's. Ask the operator of the server.",
    }


class NumberOfOperator(ApiProblem):
    """The company was not given a number; whether anybody has it is not told."""

    status = 403
    name = "number-not-given"
    title: ClassVar[Words] = {"ru": "Номер не выдан", "en": "Number not given"}
    detail: ClassVar[Words] = {
        "ru": "Номер {number} не выдан вашей компании. Номера выдаёт оператор сервера.",
        "en": "The number {number} is not your company's. The server's operator gives numbers.",
    }


class PeopleOverAllowance(ApiProblem):
    """The company has more people than the operator lets it have."""

    status = 403
    name = "too-many-people"
    title: ClassVar[Words] = {"ru": "Слишком много сотрудников", "en": "Too many people"}
    detail: ClassVar[Words] = {
        "ru": "Сотрудников с внутренними номерами {people}, а оператор сервера разрешил вашей"
        " компании {allowed}. Удалите лишних или попросите оператора разрешить больше.",
        "en": "There are {people} people with internal numbers, and the server's operator lets"
        " your company have {allowed}. Remove some, or ask the operator for more.",
    }


class TrunkOfOperator(ApiProblem):
    """A trunk is new, or not as the operator has written it."""

    status = 403
    name = "trunk-not-given"
    title: ClassVar[Words] = {"ru": "Транк меняет оператор", "en": "Trunks are the operator's"}
    detail: ClassVar[Words] = {
        "ru": "Транк {trunk} отличается от выданного вашей компании. Добавляет и меняет транки"
        " оператор сервера.",
        "en": "The trunk {trunk} is not as it was given to your company. Trunks are added and"
        " changed by the server's operator.",
    }


class CasesFail(ApiProblem):
    """Cases do not go as expected; `cases` says how. They can be overridden."""

    status = 422
    name = "cases-failed"
    title: ClassVar[Words] = {"ru": "Проверки не прошли", "en": "Cases fail"}
    detail: ClassVar[Words] = {
        "ru": "Не прошли проверки: {names}. Исправьте дерево или сами проверки.",
        "en": "These cases fail: {names}. Correct the tree, or the cases.",
    }


class PromptsNotReady(ApiProblem):
    """Something callers may hear can't be spoken; `prompts` says what."""

    status = 422
    name = "prompts-not-ready"
    title: ClassVar[Words] = {"ru": "Сообщения не готовы", "en": "Prompts not ready"}
    detail: ClassVar[Words] = {
        "ru": "Не удалось подготовить сообщения: {places}.",
        "en": "These prompts could not be prepared: {places}.",
    }


class CallNotImaginable(ApiProblem):
    """The story is not one that could happen."""

    status = 422
    name = "not-imaginable"
    title: ClassVar[Words] = {"ru": "Такой звонок невозможен", "en": "No such call"}
    detail: ClassVar[Words] = {
        "ru": "Такой звонок нельзя представить: {why}",
        "en": "That call can't be imagined: {why}",
    }
