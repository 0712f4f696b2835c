/** Why a text cannot be read, for people who have never heard of YAML. */
import { bilingual } from "../i18n/words";
import type { TextError } from "./text";

export const textErrorWords = bilingual(
  {
    faults: {
      BAD_INDENT:
        "This line does not stand under the others: begin it as far in as its neighbours.",
      TAB_AS_INDENT: "Lines are moved in by spaces here, not by the Tab character.",
      DUPLICATE_KEY: "This name stands here twice: delete one of them, or give it another name.",
      MISSING_CHAR:
        "Something is missing here: a colon after the name, a quotation mark, a bracket or a comma.",
      BLOCK_AS_IMPLICIT_KEY:
        "This line is farther in than its neighbours, or a text with a colon needs quotation marks.",
      MULTILINE_IMPLICIT_KEY: "A colon is missing after the name at the beginning of this line.",
      BAD_SCALAR_START: "Text that begins with this character needs quotation marks.",
      BAD_DQ_ESCAPE: "A backslash in quotation marks is written twice.",
      BAD_ALIAS: "An asterisk at the beginning needs quotation marks: “*”.",
      UNEXPECTED_TOKEN: "Something stands here that does not belong here.",
      BLOCK_IN_FLOW: "A bracket above is not closed.",
      MULTIPLE_DOCS: "A line of three hyphens ends the text; what stands below it belongs nowhere.",
    } as Record<string, string>,
    other: "Something stands here that cannot be read.",
  },
  {
    faults: {
      BAD_INDENT: "Строка стоит не под соседними: сделайте отступ таким же, как у них.",
      TAB_AS_INDENT: "Отступы здесь делают пробелами, а не табуляцией.",
      DUPLICATE_KEY: "Это имя встречается здесь дважды: удалите одно или переименуйте.",
      MISSING_CHAR: "Здесь чего-то не хватает: двоеточия после имени, кавычки, скобки или запятой.",
      BLOCK_AS_IMPLICIT_KEY:
        "Отступ строки больше, чем у соседних, или текст с двоеточием нужно взять в кавычки.",
      MULTILINE_IMPLICIT_KEY: "После имени в начале этой строки не хватает двоеточия.",
      BAD_SCALAR_START: "Текст, который начинается с этого знака, нужно взять в кавычки.",
      BAD_DQ_ESCAPE: "Обратную косую черту в кавычках пишут дважды.",
      BAD_ALIAS: 'Звёздочку в начале нужно взять в кавычки: «"*"».',
      UNEXPECTED_TOKEN: "Здесь стоит что-то лишнее.",
      BLOCK_IN_FLOW: "Выше не закрыта скобка.",
      MULTIPLE_DOCS:
        "Строка из трёх дефисов завершает текст; то, что ниже, ни к чему не относится.",
    },
    other: "Здесь стоит то, что не удаётся прочитать.",
  },
);

export function faultOf(error: TextError, t: (typeof textErrorWords)["en"]): string {
  return t.faults[error.code] ?? t.other;
}
