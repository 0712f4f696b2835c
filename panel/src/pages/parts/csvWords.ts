import { enCount, ruCount } from "../../i18n/plural";
import { bilingual } from "../../i18n/words";

export const csvWords = bilingual(
  {
    export: "Export CSV",
    import: "Import CSV",
    importTitle: "Import from a table",
    importHelp: (columns: string) =>
      `Choose a CSV file with the columns ${columns}. What is there already is changed, the rest is added. Several values in one cell are divided by semicolons. An empty cell changes nothing; a dash takes the value away.`,
    chooseFile: "Choose a file",
    importCounts: (added: number, changed: number) =>
      `${enCount(added, "row")} will be added, ${changed} changed`,
    importNothing: "Nothing would change: all of this table is in the draft already",
    importCell: (row: number, column: string) => `line ${row}, ${column}`,
    importWrong: (cells: readonly string[], n: number) =>
      `${enCount(n, "cell")} cannot be read, nothing changes there: ${cells.join("; ")}${n > cells.length ? "…" : ""}`,
    importMissing: (columns: string) => `Columns that are missing: ${columns}`,
    importDo: "Take over into the draft",
    imported: "Taken over into the draft",
  },
  {
    export: "Выгрузить CSV",
    import: "Загрузить CSV",
    importTitle: "Загрузка из таблицы",
    importHelp: (columns: string) =>
      `Выберите файл CSV со столбцами ${columns}. То, что уже есть, будет изменено, остальное добавлено. Несколько значений в ячейке разделяйте точкой с запятой. Пустая ячейка ничего не меняет, дефис убирает значение.`,
    chooseFile: "Выбрать файл",
    importCounts: (added: number, changed: number) =>
      `Будет добавлено: ${added}, изменено: ${changed}`,
    importNothing: "Ничего не изменится: всё из этой таблицы уже есть в черновике",
    importCell: (row: number, column: string) => `строка ${row}, ${column}`,
    importWrong: (cells: readonly string[], n: number) =>
      `Не удалось прочитать, оставим как есть (${ruCount(n, "ячейка", "ячейки", "ячеек")}): ${cells.join("; ")}${n > cells.length ? "…" : ""}`,
    importMissing: (columns: string) => `Не хватает столбцов: ${columns}`,
    importDo: "Взять в черновик",
    imported: "Взято в черновик",
  },
);
