/** The widgets of schema forms, one for each kind of value. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Select, Switch } from "antd";
import { fieldLabel, isSeconds, valueLabel } from "../document/fieldWords";
import { list, mapping, words, type Mapping, type Plain } from "../document/text";
import { freeName } from "../document/graph";
import { useLocale } from "../i18n/locale";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";
import { useBuffered } from "./buffered";
import type { FieldRowProps } from "./FieldRow";
import { optionsOf, type Option } from "./pickers";
import { PromptField } from "./PromptField";
import { resolve, type Widget } from "./schema";
import { SchemaForm } from "./SchemaForm";
import { formWords } from "./words";

export type WidgetProps = FieldRowProps & { widget: Widget; id: string; labelId: string };

export function WidgetFor(props: WidgetProps) {
  const { widget, name } = props;
  if (name === "strategy" && props.context.strategies.length > 0)
    return <StrategyField {...props} />;
  if (name === "timezone" || name === "country") return <KnownField {...props} />;
  if (name === "direct_dial") return <DirectDialField {...props} />;
  switch (widget.kind) {
    case "prompt":
      return <PromptField {...props} many={widget.many} />;
    case "pick":
      return <PickField {...props} widget={widget} />;
    case "choice":
      return <ChoiceField {...props} options={widget.options} />;
    case "switch":
      return <SwitchField {...props} />;
    case "number":
      return <NumberField {...props} widget={widget} />;
    case "text":
      return <TextField {...props} long={widget.long} />;
    case "tags":
      return <TagsField {...props} />;
    case "object":
      return <ObjectField {...props} widget={widget} />;
    case "objects":
      return <ObjectsField {...props} widget={widget} />;
    case "mapping":
      return <MappingField {...props} widget={widget} />;
    case "yaml":
      return <TextViewHint {...props} />;
  }
}

function TextField({
  id,
  value,
  onChange,
  context,
  long,
  required,
}: WidgetProps & { long: boolean }) {
  const text = useBuffered(words(value), (typed) =>
    onChange(typed === "" && !required ? undefined : typed, true),
  );
  const Kind = long ? Input.TextArea : Input;
  return (
    <Kind
      id={id}
      value={text.value}
      disabled={context.readOnly}
      onChange={(event) => text.change(event.target.value)}
      onBlur={text.flush}
    />
  );
}

function NumberField(props: WidgetProps & { widget: Extract<Widget, { kind: "number" }> }) {
  const { id, name, schema, value, onChange, context, widget } = props;
  const t = useWords(formWords);
  const { default: usual } = schema;
  return (
    <InputNumber
      id={id}
      value={typeof value === "number" ? value : null}
      min={widget.min}
      max={widget.max}
      precision={widget.whole ? 0 : undefined}
      disabled={context.readOnly}
      placeholder={typeof usual === "number" ? t.default(String(usual)) : t.never}
      suffix={isSeconds(name, schema.description) ? t.seconds : undefined}
      style={{ width: "100%", maxWidth: 220 }}
      onChange={(next) => onChange(next ?? undefined, true)}
    />
  );
}

function SwitchField({ id, labelId, schema, value, onChange, context }: WidgetProps) {
  const usual = schema.default === true;
  return (
    <Switch
      id={id}
      size="small"
      aria-labelledby={labelId}
      checked={typeof value === "boolean" ? value : usual}
      disabled={context.readOnly}
      onChange={(next) => onChange(next === usual ? undefined : next, false)}
    />
  );
}

function ChoiceField(props: WidgetProps & { options: string[] }) {
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

function StrategyField(props: WidgetProps) {
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

function PickField(props: WidgetProps & { widget: Extract<Widget, { kind: "pick" }> }) {
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
function KnownField({ id, name, value, onChange, context, required }: WidgetProps) {
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
function DirectDialField(props: WidgetProps) {
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

function TagsField({ id, value, onChange, context, required }: WidgetProps) {
  const t = useWords(formWords);
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      disabled={context.readOnly}
      placeholder={t.typeTags}
      tokenSeparators={[",", ";"]}
      value={list(value).map(words)}
      onChange={(next: string[]) => {
        const kept = next.map((one) => one.trim()).filter(Boolean);
        onChange(kept.length === 0 && !required ? undefined : kept, false);
      }}
    />
  );
}

function changedMapping(before: Mapping, field: string, value: Plain | undefined): Mapping {
  const next = { ...before };
  if (value === undefined) delete next[field];
  else next[field] = value;
  return next;
}

function ObjectField(props: WidgetProps & { widget: Extract<Widget, { kind: "object" }> }) {
  const { name, value, onChange, context, widget } = props;
  const inner = mapping(value);
  return (
    <div className="field-nested">
      <SchemaForm
        owner={name}
        schema={widget.schema}
        value={inner}
        context={context}
        onChange={(field, next, typing) => {
          const changed = changedMapping(inner, field, next);
          onChange(Object.keys(changed).length > 0 ? changed : undefined, typing);
        }}
      />
    </div>
  );
}

function ObjectsField(props: WidgetProps & { widget: Extract<Widget, { kind: "objects" }> }) {
  const { name, value, onChange, context, widget } = props;
  const t = useWords(formWords);
  const c = useWords(common);
  const items = list(value).map(mapping);
  const put = (index: number, item: Mapping) =>
    onChange(items.map((one, at) => (at === index ? item : one)) as Plain, true);
  return (
    <div className="field-list">
      {items.map((item, index) => (
        <div className="field-nested" key={index}>
          <SchemaForm
            owner={name}
            schema={widget.schema}
            value={item}
            context={context}
            onChange={(field, next) => put(index, changedMapping(item, field, next))}
          />
          {!context.readOnly && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => {
                const rest = items.filter((_, at) => at !== index);
                onChange(rest.length > 0 ? (rest as Plain) : undefined, false);
              }}
            >
              {c.remove}
            </Button>
          )}
        </div>
      ))}
      {!context.readOnly && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...items, {}] as Plain, false)}
        >
          {t.addRow}
        </Button>
      )}
    </div>
  );
}

function MappingField(props: WidgetProps & { widget: Extract<Widget, { kind: "mapping" }> }) {
  const { value, onChange, context, widget } = props;
  const t = useWords(formWords);
  const rows = Object.entries(mapping(value));
  const write = (next: [string, Plain][]) =>
    onChange(next.length > 0 ? Object.fromEntries(next) : undefined, true);
  return (
    <div className="field-list">
      {rows.map(([key, entry], index) => (
        <MappingRow
          key={index}
          name={key}
          entry={entry}
          props={props}
          schema={widget.schema}
          onRename={(to) =>
            to !== "" &&
            !rows.some(([other]) => other === to) &&
            write(rows.map((row, at) => (at === index ? [to, row[1]] : row)))
          }
          onValue={(next) => write(rows.map((row, at) => (at === index ? [row[0], next] : row)))}
          onRemove={() => write(rows.filter((_, at) => at !== index))}
        />
      ))}
      {!context.readOnly && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            write([...rows, [freeName("a", Object.keys(mapping(value))), fresh(widget)]])
          }
        >
          {t.addRow}
        </Button>
      )}
    </div>
  );
}

function fresh(widget: Extract<Widget, { kind: "mapping" }>): Plain {
  const { type, properties } = widget.schema;
  if (properties || type === "object") return {};
  return type === "integer" || type === "number" ? 1 : "";
}

function MappingRow(row: {
  name: string;
  entry: Plain;
  props: WidgetProps;
  schema: Extract<Widget, { kind: "mapping" }>["schema"];
  onRename: (to: string) => void;
  onValue: (value: Plain) => void;
  onRemove: () => void;
}) {
  const { props, schema, entry } = row;
  const t = useWords(formWords);
  const c = useWords(common);
  const name = useBuffered(row.name, row.onRename);
  const resolved = resolve(schema, props.context.defs);
  const nested = resolved.properties !== undefined;
  const remove = !props.context.readOnly && (
    <Button type="text" aria-label={c.remove} icon={<DeleteOutlined />} onClick={row.onRemove} />
  );
  return (
    <div className={nested ? "field-nested" : "field-pair"}>
      <div className="field-pair">
        <Input
          aria-label={t.key}
          value={name.value}
          disabled={props.context.readOnly}
          onChange={(event) => name.change(event.target.value)}
          onBlur={name.flush}
        />
        {!nested && <SmallValue row={row} />}
        {remove}
      </div>
      {nested && (
        <SchemaForm
          owner={props.name}
          schema={resolved}
          value={mapping(entry)}
          context={props.context}
          onChange={(field, next) => row.onValue(changedMapping(mapping(entry), field, next))}
        />
      )}
    </div>
  );
}

function SmallValue({ row }: { row: Parameters<typeof MappingRow>[0] }) {
  const t = useWords(formWords);
  const isNumber = row.schema.type === "integer" || row.schema.type === "number";
  const text = useBuffered(words(row.entry), (typed) => row.onValue(typed));
  if (isNumber) {
    return (
      <InputNumber
        aria-label={t.value}
        min={row.schema.minimum}
        max={row.schema.maximum}
        value={typeof row.entry === "number" ? row.entry : null}
        disabled={row.props.context.readOnly}
        onChange={(next) => next !== null && row.onValue(next)}
      />
    );
  }
  return (
    <Input
      aria-label={t.value}
      value={text.value}
      disabled={row.props.context.readOnly}
      onChange={(event) => text.change(event.target.value)}
      onBlur={text.flush}
    />
  );
}

function TextViewHint({ name, owner, context }: WidgetProps) {
  const t = useWords(formWords);
  const locale = useLocale();
  return (
    <div className="muted">
      {t.editAsText}{" "}
      {context.openText && (
        <Button size="small" type="link" onClick={context.openText}>
          {t.openText}: {fieldLabel(owner, name, locale)}
        </Button>
      )}
    </div>
  );
}
