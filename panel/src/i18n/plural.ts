/** Numbers with their nouns, as each language counts. */
const RUSSIAN = new Intl.PluralRules("ru");
const NUMBERS = { ru: new Intl.NumberFormat("ru"), en: new Intl.NumberFormat("en") };

/** `ruCount(5, "звонок", "звонка", "звонков")` is "5 звонков". */
export function ruCount(count: number, one: string, few: string, many: string): string {
  return `${NUMBERS.ru.format(count)} ${ruForm(count, one, few, many)}`;
}

export function ruForm(count: number, one: string, few: string, many: string): string {
  const category = RUSSIAN.select(Math.abs(count));
  if (category === "one") return one;
  // A fraction ("1,5 минуты") takes the form of few.
  return category === "few" || category === "other" ? few : many;
}

/** `enCount(5, "call")` is "5 calls". */
export function enCount(count: number, one: string, many = `${one}s`): string {
  return `${NUMBERS.en.format(count)} ${count === 1 ? one : many}`;
}
