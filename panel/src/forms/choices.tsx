/** Widgets in which one chooses: of fixed values, of what the company has, of what the world has. */
import { Select } from "antd";
import { valueLabel } from "../document/fieldWords";
import { list, words } from "../document/text";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { optionsOf, type Option } from "./pickers";
import type { KindProps, WidgetProps } from "./widget";
import { formWords } from "./words";

export function ChoiceField(props: WidgetProps & { options: string[] }) {
  const { id, schema, value, onChange, context, options } = props;
  const locale = useLocale();
  const usual =
    schema.default === undefined || schema.default === null ? null : String(schema.default);
  return (
    <Select
      id={id}
      value={words(value) || usual || undefined}
      disabled={context.readOnly}
      allowClear={usual === null && !props.required}
      options={options.map((one) => ({ value: one, label: valueLabel(one, locale) }))}
      onChange={(next?: string) =>
        onChange(next === undefined || next === usual ? undefined : next, false)
      }
    />
  );
}

export function StrategyField(props: WidgetProps) {
  return <ChoiceField {...props} options={[...props.context.strategies]} />;
}

function rendered(option: Option) {
  return (
    <span className="pick-option">
      <span>{option.label}</span>
      {option.hint && <span className="muted">{option.hint}</span>}
    </span>
  );
}

export function PickField(props: KindProps<"pick">) {
  const { id, value, onChange, context, widget, required } = props;
  const t = useWords(formWords);
  const options = optionsOf(widget.from, context.data, t.group);
  const chosen = list(value).map(words).filter(Boolean);
  const known = new Set(options.map((one) => one.value));
  const all = [
    ...options,
    ...chosen
      .filter((one) => !known.has(one))
      .map((one) => ({ value: one, label: t.missing(one) })),
  ];
  const shared = {
    id,
    disabled: context.readOnly,
    placeholder: t.choose,
    showSearch: {
      filterOption: (typed: string, option?: Option) =>
        `${option?.label} ${option?.value}`.toLowerCase().includes(typed.toLowerCase()),
    },
    options: all,
    notFoundContent: t.emptyPick[widget.from],
    optionRender: (option: { data: Option }) => rendered(option.data),
  };
  if (!widget.many) {
    return (
      <Select
        {...shared}
        value={chosen[0]}
        allowClear={!required}
        onChange={(next?: string) => onChange(next, false)}
      />
    );
  }
  return (
    <Select
      {...shared}
      mode="multiple"
      value={chosen}
      onChange={(next: string[]) =>
        onChange(next.length === 0 && !required ? undefined : next, false)
      }
    />
  );
}

const COUNTRIES =
  "AE AM AR AT AU AZ BE BG BR BY CA CH CN CY CZ DE DK EE ES FI FR GB GE GR HK HR HU IE IL IN IT JP KG KR KZ LT LU LV MD MX NL NO NZ PL PT RO RS RU SE SG SI SK TH TJ TM TR UA US UZ VN ZA";

/** A time zone or a country: found by its name, kept as the document writes it. */
export function KnownField({ id, name, value, onChange, context, required }: WidgetProps) {
  const locale = useLocale();
  const t = useWords(formWords);
  const now = words(value);
  const known = name === "timezone" ? Intl.supportedValuesOf("timeZone") : COUNTRIES.split(" ");
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  const options = (now && !known.includes(now) ? [now, ...known] : known).map((one) => ({
    value: one,
    label: name === "country" ? `${regions.of(one) ?? one} (${one})` : one.replaceAll("_", " "),
  }));
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: "label" }}
      allowClear={!required}
      placeholder={t.choose}
      value={now || undefined}
      disabled={context.readOnly}
      options={options.sort((a, b) => a.label.localeCompare(b.label, locale))}
      onChange={(next?: string) => onChange(next, false)}
    />
  );
}

/** "all", or a list of people. */
export function DirectDialField(props: WidgetProps) {
  const locale = useLocale();
  const t = useWords(formWords);
  const { id, value, onChange, context } = props;
  const options = optionsOf("extensions", context.data, t.group);
  const chosen = words(value) === "all" ? ["all"] : list(value).map(words);
  return (
    <Select
      id={id}
      mode="multiple"
      disabled={context.readOnly}
      placeholder={t.choose}
      value={chosen}
      options={[{ value: "all", label: valueLabel("all", locale) }, ...options]}
      optionRender={(option) => rendered(option.data as Option)}
      onChange={(next: string[]) => {
        const latest = next[next.length - 1];
        if (latest === undefined) onChange(undefined, false);
        else onChange(latest === "all" ? "all" : next.filter((one) => one !== "all"), false);
      }}
    />
  );
}
