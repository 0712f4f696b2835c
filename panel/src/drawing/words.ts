import { bilingual } from "../i18n/words";
import { enCount, ruCount } from "../i18n/plural";

export const drawingWords = bilingual(
  {
    start: "Calls enter here",
    fallback: "Takes the caller when something fails",
    stale: "The settings no longer have this exit",
    open: "leads nowhere",
    ends: "ends the call",
    callers: (n: number) => `${enCount(n, "caller")} here`,
    visited: (n: number) => `visited ${enCount(n, "time")}`,
    today: "Today",
    drawing: "Drawing of the tree",
    nodeLabel: (title: string, name: string) => `${title}: ${name}`,
    problems: (n: number) => enCount(n, "problem"),
    minimap: "Overview",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show everything",
  },
  {
    start: "Звонки начинаются здесь",
    fallback: "Принимает звонящего, если что-то не так",
    stale: "В настройках этого выхода больше нет",
    open: "никуда не ведёт",
    ends: "завершает звонок",
    callers: (n: number) => `здесь ${ruCount(n, "звонящий", "звонящих", "звонящих")}`,
    visited: (n: number) => `пройден ${ruCount(n, "раз", "раза", "раз")}`,
    today: "Сегодня",
    drawing: "Схема дерева",
    nodeLabel: (title: string, name: string) => `${title}: ${name}`,
    problems: (n: number) => ruCount(n, "замечание", "замечания", "замечаний"),
    minimap: "Обзор",
    zoomIn: "Крупнее",
    zoomOut: "Мельче",
    fit: "Показать всё",
  },
);
